// Português, para os filtros da lista.
export default {
  "filter.any": "todos",
  "filter.unusual": "Particularidade",
  "filter.contested": "Decisão contestada",
  "filter.offer": "Há uma proposta em aberto",
  "filter.paused": "Prazos parados",
  "filter.office": "Gabinete",
  "filter.amount": "A partir deste montante",
  "filter.currency": "Moeda",
  "filter.open": "Abrir este caso",
  "saved.name": "Nome para esta vista e os seus filtros",
  "saved.help": "Ficam guardados neste navegador, só para si.",
  "saved.save": "Guardar",
  "filter.no_currency": "Que moeda? Sem ela, o montante não serve de filtro.",
  "filter.no_amount": "Isto não é um montante nesta moeda. Não serve de filtro.",
};
