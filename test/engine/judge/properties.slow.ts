import { expectOrderNeverMatters, expectRemovals } from '../../support/judge/any-inventory';

jest.setTimeout(300_000);

test('one field taken away from any inventory', () => expectRemovals('fields', 800));

test('one element of a list taken away from any inventory', () => expectRemovals('elements', 800));

test('the order of lists of any inventory never matters', () => expectOrderNeverMatters(800));
