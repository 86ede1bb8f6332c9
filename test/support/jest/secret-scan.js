// A reporter of Jest: the run fails where the console of any test, or the message of a failed one, shows a secret of the
// test servers and folders. What the tool itself prints and writes is looked through by the tests.
const SECRETS = [
  /Sw0rdf1sh/,
  /S3cret-of-the-client/,
  /AQAAANCMnd8BFdERjHoAwE_token/,
  /Pa55;word/,
  /-----BEGIN (EC |RSA )?PRIVATE KEY-----/,
];

module.exports = class SecretScan {
  leaks = [];

  onTestResult(_test, { testFilePath, console: lines, failureMessage }) {
    const said = [...(lines ?? []).map(({ message }) => message), failureMessage ?? ''].join('\n');
    if (SECRETS.some((secret) => secret.test(said))) this.leaks.push(testFilePath);
  }

  onRunComplete() {
    for (const file of this.leaks) process.stderr.write(`a secret was printed by ${file}\n`);
  }

  getLastError() {
    return this.leaks.length > 0 ? new Error('a secret was printed') : undefined;
  }
};
