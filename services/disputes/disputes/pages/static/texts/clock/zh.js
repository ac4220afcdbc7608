// Chinese, for the clock of a sandbox alone.
export default {
  "clock.title": "测试时钟",
  "clock.held": "已停住",
  "clock.runs": "运行中",
  "clock.lead": "这是一个测试用的平台，时间可以向前拨。途中到期的事项会真实发生：不仅在本案件，也在其他所有案件中。",
  "clock.slider": "将时间拨到",
  "clock.now": "现在",
  "clock.move": "拨动时间",
  "clock.hold": "之后时间停住，直到再次拨动",
  "clock.due": "本案件接下来到期的事项",
  "clock.before": "到期前一分钟",
  "clock.then": "到这一刻",
  "clock.release": "让时间继续走",
  "clock.moving": "时间正在推进，可能需要一会儿。",
  "clock.moved": "现在是 {time}。",
  "clock.steps.one": "途中有 {number} 项到期。", "clock.steps.other": "途中有 {number} 项到期。",
};
