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
