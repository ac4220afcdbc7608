// 中文，用于列表的筛选。
export default {
  "filter.any": "不限",
  "filter.unusual": "特殊情况",
  "filter.contested": "裁决被提出异议",
  "filter.offer": "有待回复的方案",
  "filter.paused": "计时已暂停",
  "filter.office": "部门",
  "filter.amount": "金额不低于",
  "filter.currency": "货币",
  "filter.open": "打开此案件",
  "saved.name": "为此视图及其筛选命名",
  "saved.help": "仅保存在此浏览器中，只供您使用。",
  "saved.save": "保存",
  "filter.no_currency": "哪种货币？填写之前不按金额筛选。",
  "filter.no_amount": "这不是该货币的有效金额，不按金额筛选。",
};
