// French, for the clock of a sandbox alone.
export default {
  "clock.title": "Horloge de test",
  "clock.held": "arrêtée",
  "clock.runs": "en marche",
  "clock.lead": "Cette place de marché est un test : son temps peut être avancé. Ce qui arrive à échéance en chemin se produit vraiment, ici et dans tous ses autres dossiers.",
  "clock.slider": "Avancer le temps jusqu’au",
  "clock.now": "maintenant",
  "clock.move": "Avancer le temps",
  "clock.hold": "Le temps s’arrête ensuite, jusqu’à ce que vous l’avanciez de nouveau",
  "clock.due": "Prochaines échéances de ce dossier",
  "clock.before": "Une minute avant",
  "clock.then": "À ce moment",
  "clock.release": "Laisser le temps reprendre",
  "clock.moving": "Le temps avance. Cela peut prendre un moment.",
  "clock.moved": "Nous sommes le {time}.",
  "clock.steps.one": "{number} échéance est passée en chemin.", "clock.steps.other": "{number} échéances sont passées en chemin.",
};
