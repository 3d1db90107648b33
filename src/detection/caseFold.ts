// the filter language compares texts so, too
export { caseForms, foldCase } from '../record/caseFold';
