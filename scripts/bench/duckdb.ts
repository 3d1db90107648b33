/** DuckDB as a rival: installed into the cache when it is asked for, because it weighs 70 MB and nothing else needs it. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { installOnce, npm } from '../vscode/cache';

const VERSION = '1.5.6-r.1';

/** The folder whose node_modules hold DuckDB; undefined when it cannot be installed here. */
export async function installDuckDb(): Promise<string | undefined> {
  try {
    return await installOnce(`duckdb-${VERSION}`, async (folder) => {
      console.error(`Installing DuckDB ${VERSION}, once for all checkouts …`);
      await npm(['install', '--prefix', folder, '--ignore-scripts', `@duckdb/node-api@${VERSION}`], folder);
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return undefined;
  }
}

/** Where the contender finds it. */
export const DUCKDB_VARIABLE = 'CLOUDTRAIL_BENCH_DUCKDB';

export const duckDbModule = (folder: string): string => path.join(folder, 'node_modules', '@duckdb', 'node-api');

interface Connection {
  run(sql: string): Promise<{ getRows(): Promise<unknown[][]> }>;
}

/** The members that the index has too, as a schema: without one DuckDB reads everything first to guess it. */
const RECORD = `STRUCT(eventTime VARCHAR, eventSource VARCHAR, eventName VARCHAR, awsRegion VARCHAR,
  sourceIPAddress VARCHAR, userAgent VARCHAR, errorCode VARCHAR, eventType VARCHAR, readOnly BOOLEAN,
  recipientAccountId VARCHAR, eventID VARCHAR, userIdentity STRUCT("type" VARCHAR, arn VARCHAR, accessKeyId VARCHAR))`;

/** The same job as ours: a table of all records, then the four answers. Resolves to the number of records. */
export async function duckDb(files: readonly string[]): Promise<number> {
  const { DuckDBInstance } = createRequire(__filename)(process.env[DUCKDB_VARIABLE] ?? '') as {
    DuckDBInstance: { create(path: string, options: object): Promise<{ connect(): Promise<Connection> }> };
  };
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
  const list = files.map((file) => `'${file.replaceAll("'", "''")}'`).join(',');
  await connection.run(
    `CREATE TABLE event AS SELECT r.* FROM (SELECT unnest(Records) AS r FROM read_json([${list}],
       columns = {Records: '${RECORD.replaceAll("'", "''")}[]'}, maximum_object_size = 2000000000)) ORDER BY r.eventTime`,
  );
  await connection.run('SELECT eventName, count(*) FROM event GROUP BY 1 ORDER BY 2 DESC');
  await connection.run('SELECT userIdentity.arn, count(*) FROM event GROUP BY 1 ORDER BY 2 DESC');
  await connection.run('SELECT errorCode, count(*) FROM event GROUP BY 1 ORDER BY 2 DESC');
  await connection.run("SELECT eventID FROM event WHERE eventName = 'TerminateInstances'");
  const rows = await (await connection.run('SELECT count(*) FROM event')).getRows();
  return Number(rows[0]?.[0]);
}
