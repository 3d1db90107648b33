export { dictionaryCount, dictionaryEntry, gather, SECRETS, ungather } from './dictionary';
export { clearFields, defineField } from './fields';
export { members } from './members';
export { partDictionary, partNumbers } from './parts';
export { defineRecord, SPANS } from './record';
export { CAPACITY, defineColumn, defineRows, dictionaryOf, rowCount, rows, truncateRows } from './rows';
export {
  begin,
  beginsWithArray,
  complete,
  moveRest,
  records,
  recordsObjects,
  reserve,
  roots,
  scan,
  status,
} from './scan';
