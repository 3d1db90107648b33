export { dictionaryCount, dictionaryEntry, SECRETS } from './dictionary';
export { clearFields, defineField } from './fields';
export { defineRecord } from './record';
export { CAPACITY, clearRows, defineColumn, defineRows, dictionaryOf, rowCount, rows } from './rows';
export { begin, beginsWithArray, complete, records, recordsObjects, reserve, roots, scan, status } from './scan';
