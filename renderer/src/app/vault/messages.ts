import { texts } from '@/ui/i18n/index.ts';
export const messages = texts('vault', {
  'zh-CN': {
    note: '调解与咨询内容加密保存，只有准入的人能看',
    names: { mediation: '调解保密柜', counselling: '咨询保密柜' },
    and: '、',
    open: '打开',
    getReady: '确认',
    goThere: '前往保密柜',
    create: '建立保密柜',
    recover: '用恢复码打开',
    ownPassword: '您的登录密码',
    facts: {
      1: '建立后，案件内容用只有准入人员才有的密钥加密。站长、前台和拿到数据文件的人都看不到。',
      2: '您登录时保密柜随之打开；锁定窗口、退出或换人时随即关闭。',
      3: '其他调解员由已准入的人在这里准入，不需要知道对方的密码。',
      4: '所有人都忘了密码时，只有打印的恢复单能打开。恢复单也丢了，内容就永远打不开了，任何人都无法补救。'
    },
    createHint: '建立后会显示一次恢复码，请先把打印机准备好。',
    notice: {
      missing: { title: '{vault}还没有建立', hint: '建立以后才能登记加密的内容。请由一位调解员或咨询师建立。' },
      waiting: {
        title: '您还没有准入{vault}',
        hint: '有了角色还需要由已准入的人准入一次；站长重设过密码的，也要重新准入。',
        ask: '请找 {names} 在“保密柜”里为您准入，之后输入一次密码即可。',
        nobody: '目前没有已准入的人，只能用打印的恢复单打开。',
        keyless: '这个角色是登录以后才给您的。请先输入一次密码，生成您的个人密钥，之后别人才能为您准入。'
      },
      locked: { title: '{vault}已关闭', hint: '请输入您的登录密码打开。页面和填写的内容都还在。' },
      open: { title: '{vault}已打开', hint: '可以继续办理。' }
    },
    restored:
      '本站恢复过备份，保密柜回到了 {copyAt}：此后的准入、修改的密码和新的恢复单都不算数，请用当时的密码；有效的是第 {sheet} 号恢复单。请核对准入人员，有疑问的请站长取消角色，然后更换密钥。',
    members: '准入人员',
    membersHint: '站长取消角色、停用账号或重设密码时，准入立即取消，并换用新密钥。',
    in: '已准入',
    waits: '等待准入',
    neverIn: '等待本人登录',
    since: '准入时间',
    by: '由 {name} 准入',
    admit: '准入',
    admitNamed: '准入“{name}”',
    admitAsk: '准入后，“{name}”可以看到{vault}里现在和以往的全部内容。请确认确有需要，且账号确实由本人使用。',
    admitted: '“{name}”已准入，输入一次密码后即可使用',
    recovery: '恢复单',
    sheetInForce: '有效的恢复单',
    madeAt: '生成时间',
    unconfirmed: '尚未核对',
    confirmedAt: '已于 {at} 核对',
    recoveryHint:
      '打印后照着纸面输入一次，核对无误。恢复单装入信封封好，放进保险箱，由专人保管。程序里没有恢复码，遗失或泄露时请重新生成。',
    renew: '重新生成恢复码',
    renewHint: '重新生成后，以前打印的恢复单全部作废，并换用新密钥。恢复码只显示一次，请先把打印机准备好。',
    confirm: '核对恢复码',
    confirmHint: '请照着打印的恢复单输入，确认印得清楚、能看懂。',
    confirmed: '恢复码核对无误，请把恢复单封存',
    recoverHint: '没有人能为您准入时，用封存的恢复单打开。打开后您即为准入人员，此后用自己的密码即可。操作会记入审计日志。',
    recovered: '保密柜已打开，今后用您自己的密码即可',
    newSheet: '恢复码',
    newSheetHint: '请打印并封存。恢复码只显示这一次，关闭后程序里就没有了。打印后请照着纸面输入一次，核对无误再离开。',
    codeGone: '这次操作已经完成，但恢复码只在第一次显示。请重新生成恢复码并打印。',
    later: '已打印，稍后核对',
    code: {
      label: '恢复码',
      hint: '共七组，每组五个字符；大小写、空格和横线都可以，字母 O 与数字 0 同样看待。',
      check: '第 {group} 组有误，请对照恢复单检查这一组。',
      character: '第 {group} 组里有恢复码不用的字符，请检查。',
      short: '恢复码不完整，还差 {n} 个字符。',
      long: '恢复码多了 {n} 个字符，请检查。',
      wrong: '这不是有效的恢复码。有效的是 {at} 生成的第 {sheet} 号恢复单，请核对手里恢复单的编号，以及是否属于这个保密柜。'
    },
    sheet: {
      title: '{vault}恢复单',
      number: '第 {sheet} 号',
      made: '{at} 生成',
      rules: {
        1: '本单能打开保密柜里的全部内容，请勿拍照、复印、抄录或存入电脑。',
        2: '装入信封，封口签名，放进保险箱，由专人保管；开封须登记。',
        3: '何时使用：准入人员都忘记密码或离岗，没有人能为他人准入时。',
        4: '如何使用：以调解员（或咨询师）账号登录，打开“保密柜”，选“用恢复码打开”，照单输入。',
        5: '重新生成恢复码后，本单作废，请当场销毁。'
      },
      keeper: '保管人：',
      date: '封存日期：',
      place: '存放处：',
      witness: '见证人：'
    },
    keys: '密钥',
    keyNumber: '编号',
    keyN: '第 {n} 号',
    why: '原因',
    who: '操作员',
    rotate: '更换密钥',
    rotateAsk: '此后保存的内容用新密钥加密，以前的内容准入人员仍能看。怀疑密码或数据文件外泄时使用；同时请有关人员修改密码。',
    rotated: '已换用第 {n} 号密钥',
    keysHint: '最新的一号用于加密，以前的各号只用来读以往的内容。程序在人员变动时自动更换。',
    reasons: {
      created: '建立保密柜',
      rotated: '手动更换',
      removed: '有人取消准入',
      reset: '站长重设了准入人员的密码',
      password: '准入人员修改了密码',
      renewed: '重新生成恢复码'
    }
  },
  en: {
    note: 'What mediators and counsellors write is encrypted; only those admitted can read it',
    names: { mediation: 'Mediation vault', counselling: 'Counselling vault' },
    and: ', ',
    open: 'Open',
    getReady: 'Confirm',
    goThere: 'Go to the vault',
    create: 'Make the vault',
    recover: 'Open by recovery code',
    ownPassword: 'Your own password',
    facts: {
      1: 'Cases are then encrypted with a key that only those admitted have. Neither the station head, nor the front desk, nor whoever gets the data file can read them.',
      2: 'The vault opens when you sign in, and closes when the window is locked, you sign out or somebody else signs in.',
      3: 'Other mediators are admitted here by somebody who is in. Their password is not needed for that.',
      4: 'Should everybody forget their password, only the printed recovery sheet opens it. Without the sheet the content is lost for good, and nobody can help.'
    },
    createHint: 'A recovery code is shown once. Have the printer ready.',
    notice: {
      missing: { title: '{vault}: not made yet', hint: 'Nothing can be sealed before it is made. A mediator or counsellor makes it.' },
      waiting: {
        title: '{vault}: you are not admitted',
        hint: 'Besides the role, somebody who is in has to admit you once; again after the station head set you a new password.',
        ask: 'Ask {names} to admit you on the vault’s page, then enter your password once.',
        nobody: 'Nobody is admitted at present: only the printed recovery sheet opens it.',
        keyless: 'You got this role after you signed in. Enter your password once, which makes your own key; then others can admit you.'
      },
      locked: { title: '{vault}: closed', hint: 'Enter your password to open it. The page and what you typed are still here.' },
      open: { title: '{vault}: open', hint: 'You can go on.' }
    },
    restored:
      'A backup was put back, and the vault with it to {copyAt}: admissions, passwords and recovery sheets made since do not count. Passwords of then open it, and recovery sheet {sheet}. Check who is admitted; the station head takes the role from whoever should not be; then change the key.',
    members: 'Admitted',
    membersHint:
      'Whoever loses the role, is switched off or gets a new password from the station head is out at once, and the key is changed.',
    in: 'Admitted',
    waits: 'Waiting',
    neverIn: 'Has to sign in first',
    since: 'Admitted on',
    by: 'by {name}',
    admit: 'Admit',
    admitNamed: 'Admit “{name}”',
    admitAsk:
      '“{name}” will be able to read everything in it, old and new ({vault}). Make sure that they need to, and that the account is in their own hands.',
    admitted: '“{name}” is admitted and has to enter their password once',
    recovery: 'Recovery sheet',
    sheetInForce: 'Sheet in force',
    madeAt: 'Made',
    unconfirmed: 'Not checked',
    confirmedAt: 'Checked {at}',
    recoveryHint:
      'Type the code back from the paper to check it. Put the sheet into a sealed envelope in the safe, in one person’s care. The program does not keep the code: make another one when it is lost or seen by others.',
    renew: 'Make another code',
    renewHint: 'Sheets printed before become worthless, and the key is changed. The code is shown once. Have the printer ready.',
    confirm: 'Check the code',
    confirmHint: 'Type the code from the printed sheet, to be sure that it can be read.',
    confirmed: 'The code is right. Seal the sheet now',
    recoverHint:
      'For when nobody is there who could admit you. You are then admitted, and your own password opens the vault from now on. This is recorded in the audit log.',
    recovered: 'The vault is open; from now on your own password opens it',
    newSheet: 'Recovery code',
    newSheetHint:
      'Print it and seal it. The code is shown this once; when this is closed it is nowhere in the program. Type it back from the paper before you leave.',
    codeGone: 'This was done already, and the code was shown only the first time. Make another code and print it.',
    later: 'Printed, check later',
    code: {
      label: 'Recovery code',
      hint: 'Seven groups of five. Small letters, spaces and dashes do not matter; the letter O counts as the digit 0.',
      check: 'Group {group} is wrong. Compare it with the sheet.',
      character: 'Group {group} has a character that codes do not use.',
      short: 'Not complete: {n} more to type.',
      long: 'Too long by {n}.',
      wrong:
        'This is not the code in force, which is that of sheet {sheet}, made {at}. Look at the number of your sheet, and at which vault it is for.'
    },
    sheet: {
      title: 'Recovery sheet – {vault}',
      number: 'Sheet {sheet}',
      made: 'made {at}',
      rules: {
        1: 'This sheet opens everything in the vault. Do not photograph, copy or type it into a computer.',
        2: 'Put it into an envelope, sign across the flap, and keep it in the safe in one person’s care. Record every opening.',
        3: 'To be used when all who are admitted forgot their passwords or left, and nobody can admit others.',
        4: 'Sign in as a mediator (or counsellor), go to the vault, choose “Open by recovery code”, and type the code.',
        5: 'When another code was made this sheet is worthless: destroy it at once.'
      },
      keeper: 'Kept by:',
      date: 'Sealed on:',
      place: 'Where:',
      witness: 'Witness:'
    },
    keys: 'Keys',
    keyNumber: 'Number',
    keyN: 'Key {n}',
    why: 'Why',
    who: 'Operator',
    rotate: 'Change the key',
    rotateAsk:
      'What is written from now on uses a new key; what is there stays readable to those admitted. For when a password or the data file may have got into other hands; those concerned should change their passwords too.',
    rotated: 'Key {n} is in use now',
    keysHint: 'The newest one seals; older ones only read what is there. The program changes the key by itself when people come and go.',
    reasons: {
      created: 'The vault was made',
      rotated: 'Changed by hand',
      removed: 'Somebody’s access was taken away',
      reset: 'The station head set a password of somebody admitted',
      password: 'Somebody admitted changed their password',
      renewed: 'Another recovery code was made'
    }
  }
});
