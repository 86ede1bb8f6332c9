// Stands in for string-width in the bundle, with the same interface: yargs and cli-table3 require it.
module.exports = require('fast-string-width').default;
