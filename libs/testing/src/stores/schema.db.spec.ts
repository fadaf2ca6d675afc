import { entities, migrateDatabase, openDatabase } from '@voronka/persistence';
import { createTestDatabase } from '../test-database.ts';

interface Column {
  table_name: string;
  column_name: string;
  data_type: string;
  is_nullable: 'YES' | 'NO';
}

describe('the schema', () => {
  it('has, after the migrations, exactly the columns that the entities name', async () => {
    const urls = await createTestDatabase();
    const orm = await openDatabase(urls.ownerUrl, 2);
    try {
      const columns = await orm.em.execute<Column[]>(
        `select table_name, column_name, data_type, is_nullable from information_schema.columns
         where table_schema = 'public' and table_name <> 'voronka_migrations'`,
      );
      const inDatabase = columns.map(
        (c) => `${c.table_name}.${c.column_name} ${c.is_nullable === 'YES' ? 'null' : 'not null'}`,
      );
      const inEntities = entities.flatMap((entity) => {
        const meta = orm.getMetadata().get(entity.meta.class);
        return meta.props.flatMap((property) =>
          property.fieldNames.map((field) => `${meta.tableName}.${field} ${property.nullable ? 'null' : 'not null'}`),
        );
      });
      expect(inEntities.sort()).toEqual(inDatabase.sort());
    } finally {
      await orm.close();
      await urls.drop();
    }
  });

  it('can be brought up to date by many processes at once', async () => {
    const urls = await createTestDatabase({ migrate: false });
    await Promise.all([1, 2, 3].map(() => migrateDatabase(urls.ownerUrl, urls.appUrl)));
    const orm = await openDatabase(urls.appUrl, 2);
    expect(await orm.em.execute('select * from workspaces')).toEqual([]);
    await orm.close();
    await urls.drop();
  });
});
