// Portuguese, for the clock of a sandbox alone.
export default {
  "clock.title": "Relógio de teste",
  "clock.held": "parado",
  "clock.runs": "a andar",
  "clock.lead": "Este mercado é um teste, por isso o seu tempo pode ser adiantado. O que vence pelo caminho acontece mesmo: aqui e em todos os outros casos.",
  "clock.slider": "Adiantar o tempo até",
  "clock.now": "agora",
  "clock.move": "Adiantar o tempo",
  "clock.hold": "Depois o tempo fica parado até o adiantar de novo",
  "clock.due": "O que vence a seguir neste caso",
  "clock.before": "Um minuto antes",
  "clock.then": "Até este momento",
  "clock.release": "Deixar o tempo andar",
  "clock.moving": "O tempo está a avançar. Pode demorar um pouco.",
  "clock.moved": "São agora {time}.",
  "clock.steps.one": "{number} prazo venceu pelo caminho.", "clock.steps.other": "{number} prazos venceram pelo caminho.",
};
