export { stopInfrastructure as default } from './integration.setup.mjs';
