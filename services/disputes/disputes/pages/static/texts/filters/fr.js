// Français, pour les filtres de la file.
export default {
  "filter.any": "tous",
  "filter.unusual": "Particularité",
  "filter.contested": "Décision contestée",
  "filter.offer": "Une proposition est ouverte",
  "filter.paused": "Délais suspendus",
  "filter.office": "Bureau",
  "filter.amount": "À partir de ce montant",
  "filter.currency": "Devise",
  "filter.open": "Ouvrir ce dossier",
  "saved.name": "Nom pour cette vue et ses filtres",
  "saved.help": "Ils sont enregistrés dans ce navigateur, pour vous seul.",
  "saved.save": "Enregistrer",
  "filter.no_currency": "Quelle devise ? Sans elle, le montant ne sert pas de filtre.",
  "filter.no_amount": "Ce n’est pas un montant dans cette devise. Il ne sert pas de filtre.",
};
