// Portuguese, of what an operator does for a party.
export default {
  "behalf.what": "Regista o que esta pessoa lhe disse. Conta como sendo dela, e o caso indica que foi você quem o fez e como foi pedido.",
  "behalf.mailed": "Regista o que esta pessoa enviou ao apoio. Conta como sendo dela e indica quem registou.",
  "behalf.means": "Por que meio o pediu?",
  "means.phone": "Por telefone",
  "means.email": "Por correio eletrónico",
  "means.letter": "Por carta",
  "means.chat": "Por chat",
  "means.in_person": "Pessoalmente",
  "means.other": "De outro modo",
};
