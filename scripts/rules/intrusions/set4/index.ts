export { compute } from './compute';
export { services } from './services';
