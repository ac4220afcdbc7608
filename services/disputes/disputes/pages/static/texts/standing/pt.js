// Português, para a situação de um participante.
export default {
  "standing.until": "até {time}",
  "standing.points_name": "pontos", "standing.warnings": "avisos", "standing.fines": "multas", "standing.owes": "deve",
  "standing.penalties": "Sanções", "standing.clean": "Nenhuma em vigor. O que uma decisão impõe conta quando já não puder ser contestada.",
  "standing.warning": "aviso {number}", "standing.fine": "multa", "standing.cause": "O caso de onde vem",
  "standing.reversed": "Anulada", "standing.reversed_at": "Anulada em {time}",
  "standing.reverse": "Anular esta sanção", "standing.reverse_help": "Pontos, aviso, suspensão, encerramento e multa vão com ela. Quem a aplicou não o pode fazer.",
  "standing.statement": "O que era devido e foi levantado", "debt.incurred": "devido a partir daí", "debt.lifted": "já não é devido",
};
