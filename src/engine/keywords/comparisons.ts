import { formatBytes } from '../values/format';
import { cannotRead, createReader, lacks, orData, type Data, type Judge, type Keyword } from './keyword';

interface Share {
  value: Data<number>;
  percent: Data<number>;
}

/** At most so many percent of another number (fact E5). */
export const atMostShareOf: Keyword = {
  judges: ['number'],
  valueSchema: {
    type: 'object',
    properties: { value: orData({ type: 'number' }), percent: orData({ type: 'number' }) },
    required: ['value', 'percent'],
    additionalProperties: false,
  },
  compile: ({ value, percent }: Share): Judge => {
    const [whole, share] = [createReader(value), createReader(percent)];
    return (part, scope) => {
      const [of, percents] = [whole(scope), share(scope)];
      if (typeof of !== 'number') return lacks(value);
      if (typeof percents !== 'number') return lacks(percent);
      if (typeof part !== 'number') return cannotRead(part, 'is no number');
      if (part * 100 <= of * percents) return undefined;
      return { expected: `<=${Math.floor((of * percents) / 100)} (${percents} %)` };
    };
  },
};

interface Times {
  value: Data<number>;
  times: Data<number>;
  plus: Data<number>;
}

/** A number of bytes that is at least so many times another one, and something more (fact F7). */
export const atLeastTimes: Keyword = {
  judges: ['number'],
  valueSchema: {
    type: 'object',
    properties: {
      value: orData({ type: 'number' }),
      times: orData({ type: 'number' }),
      plus: orData({ type: 'number' }),
    },
    required: ['value', 'times', 'plus'],
    additionalProperties: false,
  },
  compile: (limit: Times): Judge => {
    const parts = [limit.value, limit.times, limit.plus] as const;
    const readers = parts.map((part) => createReader(part));
    return (bytes, scope) => {
      const numbers = readers.map((read) => read(scope));
      const unknown = parts.find((_part, at) => typeof numbers[at] !== 'number');
      if (unknown !== undefined) return lacks(unknown);
      if (typeof bytes !== 'number') return cannotRead(bytes, 'is no number');
      const [value = 0, times = 0, plus = 0] = numbers;
      const least = value * times + plus;
      return bytes >= least ? undefined : { expected: `>=${formatBytes(least)}` };
    };
  },
};
