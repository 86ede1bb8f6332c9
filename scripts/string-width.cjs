// Stands in for string-width in the bundle, with the same interface: yargs and cli-table3 require it.
const width = require('fast-string-width').default;

// Nearly every text is plain ASCII, whose width needs no tables.
module.exports = (text) => (/^[\x20-\x7e]*$/.test(text) ? text.length : width(text));
