// Français, pour ce qui est envoyé aux webhooks.
export default {
  "webhooks.lead": "Ce qui est envoyé à vos systèmes, comment cela s’est passé, et l’envoyer de nouveau.",
  "webhooks.none_title": "Aucun webhook n’est installé", "webhooks.none": "C’est le système de la plateforme qui les enregistre.",
  "webhooks.endpoints": "Destinataires", "webhooks.failing": "en échec depuis {time}", "webhooks.states": "Quels envois", "webhooks.deliveries": "Envois",
  "webhooks.nothing": "Aucun envoi ici.",
  "webhooks.event": "Événement", "webhooks.state": "État", "webhooks.made": "Survenu", "webhooks.attempts": "Tentatives", "webhooks.again": "De nouveau",
  "webhooks.next": "Prochaine tentative :", "webhooks.last": "{number}, dernière : {how}", "webhooks.not_yet": "aucune encore",
  "webhooks.redeliver": "Renvoyer", "webhooks.redeliver_one": "Renvoyer : {event}", "webhooks.sent": "C’est en route.", "webhooks.refused": "Ne peut pas être envoyé maintenant : le destinataire est désactivé ou n’existe plus.",
  "delivery.all": "Tous", "delivery.pending": "En route", "delivery.delivered": "Livré", "delivery.failed": "Échoué", "delivery.stopped": "Arrêté",
  "endpoint.enabled": "Actif", "endpoint.disabled": "Désactivé", "endpoint.deleted": "Supprimé",
  "endpoint_why.owner": "désactivé par vous", "endpoint_why.gone": "le destinataire a dit qu’il n’existe plus", "endpoint_why.failing": "il a échoué trop longtemps",
  "failure.http_status": "refusé", "failure.redirect_refused": "il voulait rediriger", "failure.unreachable": "injoignable", "failure.tls_failed": "pas de connexion sûre",
  "failure.timeout": "pas de réponse à temps", "failure.protocol_error": "pas de réponse correcte", "failure.internal_error": "problème de notre côté",
};
