// French, of what an operator does for a party.
export default {
  "behalf.what": "Vous saisissez ce que cette personne vous a dit. Cela compte comme venant d’elle, et le dossier indique que vous l’avez fait et comment elle l’a demandé.",
  "behalf.mailed": "Vous saisissez ce que cette personne a envoyé à l’assistance. Cela compte comme venant d’elle, avec le nom de qui l’a saisi.",
  "behalf.means": "Par quel moyen l’a-t-elle demandé ?",
  "means.phone": "Par téléphone",
  "means.email": "Par courriel",
  "means.letter": "Par courrier",
  "means.chat": "Par messagerie",
  "means.in_person": "En personne",
  "means.other": "Autrement",
};
