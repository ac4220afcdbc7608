// English, of what an operator does for a party.
export default {
  "behalf.what": "You enter what they have told you. It counts as theirs, and the case says that you did it and how they asked.",
  "behalf.mailed": "You enter what they have sent to the support team. It counts as theirs, and says who entered it.",
  "behalf.means": "How have they asked for it?",
  "means.phone": "By phone",
  "means.email": "By e-mail",
  "means.letter": "By letter",
  "means.chat": "By chat",
  "means.in_person": "In person",
  "means.other": "Otherwise",
};
