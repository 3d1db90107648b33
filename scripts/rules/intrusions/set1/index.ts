export { compute } from './compute';
export { identity } from './identity';
export { data } from './data';
