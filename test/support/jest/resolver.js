// Resolves as Jest does, but the driver of SQL Server finds an empty module for logins that tp-doctor never asks of it,
// as it does in the product: see src/gather/sql-server/connection/driver.ts.
const { join } = require('node:path');

const DRIVER = /[\\/]node_modules[\\/]tedious[\\/]/;
const EMPTY = join(__dirname, 'empty.js');

module.exports = (request, options) =>
  request === '@azure/identity' && DRIVER.test(`${options.basedir}/`)
    ? EMPTY
    : options.defaultResolver(request, options);
