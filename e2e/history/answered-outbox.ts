import {
  OperationNodeTransformer, PrimitiveValueListNode, TableNode, ValueListNode, ValueNode, ValuesNode,
  type InsertQueryNode, type KyselyPlugin, type PluginTransformQueryArgs, type PluginTransformResultArgs, type QueryResult, type RootOperationNode, type UnknownRow,
} from 'kysely';

/**
 * Writes what a visit of the past leaves in the outbox as already sent: its tasks are carried out here, on the visit's
 * own clock, and the worker beside us must neither send a month of mail nor judge the past by today's clock. Letters
 * left since `lettersSince` are the worker's.
 */
class AnsweredMessages extends OperationNodeTransformer {
  readonly #lettersSince: Date | null;

  constructor(lettersSince: Date | null) {
    super();
    this.#lettersSince = lettersSince;
  }

  protected override transformInsertQuery(node: InsertQueryNode): InsertQueryNode {
    const into = node.into;
    const columns = node.columns?.map(({ column }) => column.name);
    if (!into || !TableNode.is(into) || into.table.identifier.name !== 'outbox_message' || !columns || !node.values || !ValuesNode.is(node.values)) return node;
    const [sentAt, createdAt, task] = [columns.indexOf('sent_at'), columns.indexOf('created_at'), columns.indexOf('task')];
    if (sentAt < 0 || createdAt < 0 || task < 0) throw new Error('a message is written with the time it was left and the time it was sent');
    return { ...node, values: ValuesNode.create(node.values.values.map((row) => (this.#isForTheWorker(row, task, createdAt) ? row : answered(row, sentAt, createdAt)))) };
  }

  #isForTheWorker(row: ValueListNode | PrimitiveValueListNode, task: number, createdAt: number): boolean {
    if (this.#lettersSince === null) return false;
    const left = valueAt(row, createdAt);
    return valueAt(row, task) === 'send-mail' && left instanceof Date && left >= this.#lettersSince;
  }
}

function valueAt(row: ValueListNode | PrimitiveValueListNode, column: number): unknown {
  if (PrimitiveValueListNode.is(row)) return row.values[column];
  const node = row.values[column]!;
  return ValueNode.is(node) ? node.value : undefined;
}

function answered(row: ValueListNode | PrimitiveValueListNode, sentAt: number, createdAt: number): ValueListNode | PrimitiveValueListNode {
  return PrimitiveValueListNode.is(row)
    ? PrimitiveValueListNode.create(row.values.with(sentAt, row.values[createdAt]))
    : ValueListNode.create(row.values.with(sentAt, row.values[createdAt]!));
}

export function answerOutbox({ lettersSince = null }: { readonly lettersSince?: Date | null } = {}): KyselyPlugin {
  const transformer = new AnsweredMessages(lettersSince);
  return {
    transformQuery: ({ node }: PluginTransformQueryArgs): RootOperationNode => transformer.transformNode(node),
    transformResult: async ({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> => result,
  };
}
