// Français, pour la situation d'un participant.
export default {
  "standing.until": "jusqu’au {time}",
  "standing.points_name": "points", "standing.warnings": "avertissements", "standing.fines": "amendes", "standing.owes": "doit",
  "standing.penalties": "Sanctions", "standing.clean": "Aucune en vigueur. Ce qu’une décision impose compte dès qu’elle ne peut plus être contestée.",
  "standing.warning": "avertissement {number}", "standing.fine": "amende", "standing.cause": "Le dossier d’où elle vient",
  "standing.reversed": "Annulée", "standing.reversed_at": "Annulée le {time}",
  "standing.reverse": "Annuler cette sanction", "standing.reverse_help": "Points, avertissement, suspension, fermeture et amende disparaissent avec elle. Celui qui l’a prononcée ne peut pas le faire.",
  "standing.statement": "Ce qui était dû et levé", "debt.incurred": "dû à partir de là", "debt.lifted": "n’est plus dû",
};
