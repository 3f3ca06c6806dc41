import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWeekTimes, writeWeekdays } from '../../../electron/contract/training/week-times.ts';
import { splitWishes, surveyFieldOfHeader } from '../../../electron/contract/training/wishes.ts';

describe('times of the week', () => {
  it.each([
    ['周三 19:00-21:00', [3]],
    ['周三晚上7点到9点', [3]],
    ['周三晚7点以后', [3]],
    ['周一至周五', [1, 2, 3, 4, 5]],
    ['周一到五晚上', [1, 2, 3, 4, 5]],
    ['周1-周5', [1, 2, 3, 4, 5]],
    ['星期五至星期一', [1, 5, 6, 7]],
    ['1-5', [1, 2, 3, 4, 5]],
    ['周一三五', [1, 3, 5]],
    ['周一、三、五', [1, 3, 5]],
    ['二、四', [2, 4]],
    ['2,4', [2, 4]],
    ['周二和周四下班后', [2, 4]],
    ['每周三、礼拜天', [3, 7]],
    ['周末都可以', [1, 2, 3, 4, 5, 6, 7]],
    ['周末全天', [6, 7]],
    ['工作日晚上', [1, 2, 3, 4, 5]],
    ['每天晚上', [1, 2, 3, 4, 5, 6, 7]],
    ['无所谓', [1, 2, 3, 4, 5, 6, 7]],
    ['不限', [1, 2, 3, 4, 5, 6, 7]],
    ['Mon-Wed', [1, 2, 3]],
    ['Mon to Wed, 19:00', [1, 2, 3]],
    ['Tuesday and Thursday evenings', [2, 4]],
    ['weekends', [6, 7]],
    ['any evening', [1, 2, 3, 4, 5, 6, 7]]
  ] as const)('%s is understood', (text, days) => expect(readWeekTimes(text)).toEqual({ days, understood: true }));

  it.each([
    '白天没空',
    '周三没空',
    '周三下午',
    '周三 14:00-16:00',
    '周三7点',
    '除周三外都可以',
    '周一不行',
    '三个晚上',
    '隔周三',
    '第一周',
    '单双周',
    '晚上',
    '19:00以后',
    '月底',
    '看情况',
    '周三或者再说',
    '国庆以后的周三',
    'not Monday',
    'Monday morning',
    '8月3日',
    '周八',
    '2024-05-06'
  ])('%s is not guessed', (text) => expect(readWeekTimes(text)).toEqual({ days: [], understood: false }));

  it('says nothing of nothing', () => expect(readWeekTimes(' ')).toEqual({ days: [], understood: true }));

  const words = fc.constantFrom(
    '周',
    '星期',
    '一',
    '三',
    '五',
    '日',
    '天',
    '至',
    '到',
    '-',
    '、',
    ',',
    ' ',
    '晚上',
    '19:00',
    '7点',
    '都可以',
    '周末',
    '没空',
    '下午',
    'Mon',
    'and',
    '2',
    '工作日'
  );
  it('what is understood, written in canonical words and read again, is the same', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (parts) => {
        const { days, understood } = readWeekTimes(parts.join(''));
        if (!understood) expect(days).toEqual([]);
        expect(readWeekTimes(writeWeekdays(days))).toEqual({ days, understood: true });
      }),
      { numRuns: 2000 }
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { days } = readWeekTimes(text);
        expect(readWeekTimes(writeWeekdays(days)).days).toEqual(days);
      })
    );
  });
});

describe('wishes of one cell', () => {
  it.each([
    ['咖啡（拉花、手冲）、面点', ['咖啡(拉花、手冲)', '面点']],
    ['咖啡（拉花和手冲）', ['咖啡(拉花和手冲)']],
    ['咖啡制作和中式面点', ['咖啡制作', '中式面点']],
    ['和面技术', ['和面技术']],
    ['1、咖啡 2、面点', ['咖啡', '面点']],
    ['无', []],
    ['N/A', []],
    ['\u200b咖啡\u00a0', ['咖啡']]
  ] as const)('%s', (text, wishes) => expect(splitWishes(text)).toEqual(wishes));
});

describe('headers of a survey', () => {
  it.each([
    ['1、您的姓名：', 'name'],
    ['2. 请填写您的手机号码（必填）', 'mobile'],
    ['3、您的身份证号', 'documentNumber'],
    ['4、您想学什么课程？', 'wish'],
    ['Q5：您希望的上课时间', 'evenings'],
    ['6、所在单位', 'organisation'],
    ['7、您的意见', null]
  ] as const)('%s is %s', (header, field) => expect(surveyFieldOfHeader(header)).toBe(field));
});
