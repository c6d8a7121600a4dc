import {
  OperationNodeTransformer, PrimitiveValueListNode, TableNode, ValueListNode, ValuesNode,
  type InsertQueryNode, type KyselyPlugin, type PluginTransformQueryArgs, type PluginTransformResultArgs, type QueryResult, type RootOperationNode, type UnknownRow,
} from 'kysely';

/**
 * Writes what a visit of the past leaves in the outbox as already sent: its tasks are carried out here, on the visit's
 * own clock, and the worker beside us must neither send a month of mail nor judge the past by today's clock.
 */
class AnsweredMessages extends OperationNodeTransformer {
  protected override transformInsertQuery(node: InsertQueryNode): InsertQueryNode {
    const into = node.into;
    const columns = node.columns?.map(({ column }) => column.name);
    if (!into || !TableNode.is(into) || into.table.identifier.name !== 'outbox_message' || !columns || !node.values || !ValuesNode.is(node.values)) return node;
    const [sentAt, createdAt] = [columns.indexOf('sent_at'), columns.indexOf('created_at')];
    if (sentAt < 0 || createdAt < 0) throw new Error('a message is written with the time it was left and the time it was sent');
    return { ...node, values: ValuesNode.create(node.values.values.map((row) => answered(row, sentAt, createdAt))) };
  }
}

function answered(row: ValueListNode | PrimitiveValueListNode, sentAt: number, createdAt: number): ValueListNode | PrimitiveValueListNode {
  return PrimitiveValueListNode.is(row)
    ? PrimitiveValueListNode.create(row.values.with(sentAt, row.values[createdAt]))
    : ValueListNode.create(row.values.with(sentAt, row.values[createdAt]!));
}

const transformer = new AnsweredMessages();

export const answeredOutbox: KyselyPlugin = {
  transformQuery: ({ node }: PluginTransformQueryArgs): RootOperationNode => transformer.transformNode(node),
  transformResult: async ({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> => result,
};
