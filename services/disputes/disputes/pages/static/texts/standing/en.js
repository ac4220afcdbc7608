// English, for the standing of a participant. Each key stands in every language; a test compares them.
export default {
  "standing.until": "until {time}",
  "standing.points_name": "points", "standing.warnings": "warnings", "standing.fines": "fines", "standing.owes": "owes",
  "standing.penalties": "Penalties", "standing.clean": "None in force. What a decision imposes counts once it cannot be contested any more.",
  "standing.warning": "warning {number}", "standing.fine": "fine", "standing.cause": "The case it comes from",
  "standing.reversed": "Undone", "standing.reversed_at": "Undone on {time}",
  "standing.reverse": "Undo this penalty", "standing.reverse_help": "Points, warning, suspension, closure and fine go with it. It cannot be done by whoever imposed it.",
  "standing.statement": "What was owed and lifted", "debt.incurred": "owed from then on", "debt.lifted": "not owed any more",
};
