// The yardstick: a process that only reads and parses the same file.
JSON.parse(require('node:fs').readFileSync(process.argv[2], 'utf8'));
