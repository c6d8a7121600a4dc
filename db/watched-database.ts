import { CompiledQuery, type KyselyPlugin, type QueryId, type RootOperationNode } from 'kysely';
import { openDatabase, type Database } from './client.ts';

/** One line of EXPLAIN, as MySQL and MariaDB both name its columns. */
export interface PlanLine {
  readonly table: string | null;
  readonly type: string | null;
  readonly key: string | null;
}

export interface WatchedDatabase {
  readonly db: Database;
  /** Every query since the last time this was called. */
  takeQueries(): CompiledQuery[];
  explain(query: CompiledQuery): Promise<PlanLine[]>;
  close(): Promise<void>;
}

/** For tests: the same database through a pool of its own that remembers what it was asked. */
export function openWatchedDatabase(url: string): WatchedDatabase {
  const plain = openDatabase(url, { connections: 4 });
  let queries: CompiledQuery[] = [];
  const nodes = new WeakMap<QueryId, RootOperationNode>();
  // A query inside another one is transformed too; only what has run has a result.
  const watch: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      nodes.set(queryId, node);
      return node;
    },
    transformResult: ({ result, queryId }) => {
      queries.push(plain.getExecutor().compileQuery(nodes.get(queryId)!, queryId));
      return Promise.resolve(result);
    },
  };
  return {
    db: plain.withPlugin(watch),
    takeQueries: () => {
      const taken = queries;
      queries = [];
      return taken;
    },
    explain: async (query) => (await plain.executeQuery(CompiledQuery.raw(`EXPLAIN ${query.sql}`, [...query.parameters]))).rows as PlanLine[],
    close: () => plain.destroy(),
  };
}
