// 中文，用于发送给 webhook 的内容。
export default {
  "webhooks.lead": "发送到您系统的内容、发送情况，以及重新发送。",
  "webhooks.none_title": "尚未设置 webhook", "webhooks.none": "由平台后端登记。",
  "webhooks.endpoints": "接收方", "webhooks.failing": "自 {time} 起失败", "webhooks.states": "哪些投递", "webhooks.deliveries": "投递",
  "webhooks.nothing": "此处没有投递。",
  "webhooks.event": "事件", "webhooks.state": "状态", "webhooks.made": "发生时间", "webhooks.attempts": "尝试", "webhooks.again": "再次",
  "webhooks.next": "下次尝试：", "webhooks.last": "{number} 次，最近：{how}", "webhooks.not_yet": "尚无",
  "webhooks.redeliver": "重新发送", "webhooks.redeliver_one": "重新发送：{event}", "webhooks.sent": "正在发送。", "webhooks.refused": "现在无法发送：接收方已关闭或不存在。",
  "delivery.all": "全部", "delivery.pending": "发送中", "delivery.delivered": "已送达", "delivery.failed": "失败", "delivery.stopped": "已停止",
  "endpoint.enabled": "开启", "endpoint.disabled": "关闭", "endpoint.deleted": "已删除",
  "endpoint_why.owner": "由您关闭", "endpoint_why.gone": "接收方表示已不存在", "endpoint_why.failing": "失败时间过长",
  "failure.http_status": "被拒绝", "failure.redirect_refused": "试图重定向", "failure.unreachable": "无法连接", "failure.tls_failed": "无安全连接",
  "failure.timeout": "未按时应答", "failure.protocol_error": "应答不正确", "failure.internal_error": "我方故障",
};
