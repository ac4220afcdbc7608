// Chinese, of what an operator does for a party.
export default {
  "behalf.what": "您录入对方告诉您的内容。它算作对方所为，案件中会注明由您代办以及对方如何提出。",
  "behalf.mailed": "您录入对方寄给客服的内容。它算作对方提供，并注明由谁录入。",
  "behalf.means": "对方通过什么方式提出？",
  "means.phone": "电话",
  "means.email": "电子邮件",
  "means.letter": "信函",
  "means.chat": "聊天",
  "means.in_person": "当面",
  "means.other": "其他方式",
};
