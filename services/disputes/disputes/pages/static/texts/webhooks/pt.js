// Português, para o que é enviado aos webhooks.
export default {
  "webhooks.lead": "O que é enviado para os vossos sistemas, como correu, e enviá-lo de novo.",
  "webhooks.none_title": "Não há nenhum webhook", "webhooks.none": "É o sistema da plataforma que os regista.",
  "webhooks.endpoints": "Destinatários", "webhooks.failing": "a falhar desde {time}", "webhooks.states": "Que entregas", "webhooks.deliveries": "Entregas",
  "webhooks.nothing": "Não há entregas aqui.",
  "webhooks.event": "Evento", "webhooks.state": "Estado", "webhooks.made": "Aconteceu", "webhooks.attempts": "Tentativas", "webhooks.again": "De novo",
  "webhooks.next": "Próxima tentativa:", "webhooks.last": "{number}, última: {how}", "webhooks.not_yet": "ainda nenhuma",
  "webhooks.redeliver": "Enviar de novo", "webhooks.redeliver_one": "Enviar de novo: {event}", "webhooks.sent": "Está a caminho.", "webhooks.refused": "Não pode ser enviado agora: o destinatário está desligado ou já não existe.",
  "delivery.all": "Todas", "delivery.pending": "A caminho", "delivery.delivered": "Entregue", "delivery.failed": "Falhou", "delivery.stopped": "Parada",
  "endpoint.enabled": "Ligado", "endpoint.disabled": "Desligado", "endpoint.deleted": "Apagado",
  "endpoint_why.owner": "desligado por vós", "endpoint_why.gone": "o destinatário disse que já não existe", "endpoint_why.failing": "falhou durante demasiado tempo",
  "failure.http_status": "recusado", "failure.redirect_refused": "queria redirecionar", "failure.unreachable": "inacessível", "failure.tls_failed": "sem ligação segura",
  "failure.timeout": "sem resposta a tempo", "failure.protocol_error": "sem resposta correta", "failure.internal_error": "problema do nosso lado",
};
