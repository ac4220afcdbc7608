// 中文，用于参与者的状态。
export default {
  "standing.until": "至 {time}",
  "standing.points_name": "分", "standing.warnings": "警告", "standing.fines": "罚款", "standing.owes": "欠款",
  "standing.penalties": "处罚", "standing.clean": "目前没有生效的处罚。决定所作的处罚在不能再提出异议后生效。",
  "standing.warning": "第 {number} 次警告", "standing.fine": "罚款", "standing.cause": "来源案件",
  "standing.reversed": "已撤销", "standing.reversed_at": "撤销于 {time}",
  "standing.reverse": "撤销此处罚", "standing.reverse_help": "分数、警告、暂停、关闭和罚款一并撤销。作出处罚的人不能撤销。",
  "standing.statement": "欠款与免除", "debt.incurred": "自此欠款", "debt.lifted": "不再欠款",
};
