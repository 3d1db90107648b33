import { container } from './container';

/** Nothing, or nothing but space. */
export const empty = container({
  id: 'empty',
  name: 'empty file',
  about: 'other',
  recognise: ({ opening }) => opening === '',
  *read({ finds }) {
    finds.report('The file is empty.', 'warning', 0);
    return undefined;
  },
});
