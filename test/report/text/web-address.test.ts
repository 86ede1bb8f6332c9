import { httpUrl } from '../../../src/report/text/web-address';

test.each([
  ['https://x.example', 'https://x.example/'],
  ['HTTPS://X.example/a b|c#d#e', 'https://x.example/a%20b%7Cc#d%23e'],
  ['https://x.example/100%', 'https://x.example/100%25'],
  ['https://[::1]:8080/a', 'https://[::1]:8080/a'],
  ['https://me:secret@x.example/', 'https://x.example/'],
  ['ftp://x.example/', null],
  ['//x.example/', null],
  ['https://', null],
  ['', null],
])('%j is the address %j', (text, address) => {
  expect(httpUrl(text)).toBe(address);
});
