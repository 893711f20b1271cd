package district

import "github.com/sanjie-edu/sanjie/curriculum"

// major is a row of the table of majors: what its courses are named after.
type major struct {
	id, name string
	cluster  string // id of its cluster
	chain    string // id of its chain
	labor    curriculum.LaborGroup
	trade    string    // what pupils do in it
	jobs     [2]string // occupations they meet
	product  string    // the typical product of its Practice course
	frontier string    // the new technology of its Exploration course
}

// majors is the table from which districts take theirs.
var majors = []major{
	{"auto", "汽车运用与维修", "traffic", "cars", curriculum.Industry, "汽车维修", [2]string{"汽车维修工", "车身修复技师"}, "手工电动小车", "新能源汽车诊断"},
	{"rail", "城市轨道交通运营服务", "traffic", "rail", curriculum.ModernServices, "地铁站务", [2]string{"站务员", "行车调度员"}, "站厅导乘方案", "智慧车站调度"},
	{"logistics", "物流服务与管理", "traffic", "trade", curriculum.ModernServices, "快递分拣", [2]string{"快递员", "仓储管理员"}, "校园包裹分拣方案", "无人仓路径规划"},
	{"robot", "工业机器人技术应用", "making", "equipment", curriculum.Industry, "机器人操作", [2]string{"机器人操作员", "设备调试员"}, "机械臂搬运程序", "机器人视觉分拣"},
	{"cnc", "数控技术应用", "making", "equipment", curriculum.Industry, "数控加工", [2]string{"数控车工", "质量检验员"}, "金属书签", "多轴联动加工"},
	{"mechatronics", "机电技术应用", "making", "equipment", curriculum.Appliances, "家电装调", [2]string{"电工", "机电装调工"}, "自制小台灯", "智能生产线调试"},
	{"print", "增材制造技术应用", "making", "materials", curriculum.NewTechnology, "三维打印", [2]string{"三维建模师", "打印设备操作员"}, "三维打印笔筒", "逆向建模与修复"},
	{"drone", "无人机操控与维护", "making", "lowaltitude", curriculum.NewTechnology, "无人机飞行", [2]string{"无人机驾驶员", "航拍摄影师"}, "校园航拍短片", "无人机巡检"},
	{"electronics", "电子技术应用", "digital", "chips", curriculum.Industry, "电子装配", [2]string{"电子装配工", "电路测试员"}, "声控小夜灯", "可穿戴传感器设计"},
	{"iot", "物联网技术应用", "digital", "software", curriculum.NewTechnology, "智能家居搭建", [2]string{"物联网安装员", "系统调试员"}, "自动浇花装置", "校园环境监测"},
	{"network", "计算机网络技术", "digital", "software", curriculum.NewTechnology, "网络搭建", [2]string{"网络管理员", "信息安全员"}, "班级小网站", "网络安全攻防"},
	{"ai", "人工智能技术应用", "digital", "software", curriculum.NewTechnology, "智能识别", [2]string{"数据标注员", "算法训练师"}, "垃圾分类识别程序", "语音助手开发"},
	{"animation", "动漫与游戏制作", "creative", "culture", curriculum.NewTechnology, "动画制作", [2]string{"原画师", "动画师"}, "定格动画短片", "虚拟现实场景制作"},
	{"media", "数字影像技术", "creative", "culture", curriculum.ModernServices, "短片拍摄", [2]string{"摄影师", "剪辑师"}, "校园新闻短片", "全景影像制作"},
	{"fashion", "服装设计与工艺", "creative", "fashion", curriculum.Crafts, "服装裁剪", [2]string{"裁缝", "服装设计师"}, "手缝布艺包", "智能服装设计"},
	{"crafts", "工艺美术", "creative", "culture", curriculum.Crafts, "非遗手作", [2]string{"广绣艺人", "陶艺师"}, "扎染方巾", "非遗纹样数字化"},
	{"commerce", "电子商务", "business", "trade", curriculum.ModernServices, "网店经营", [2]string{"网店客服", "直播销售员"}, "班级网店页面", "跨境店铺运营"},
	{"accounting", "会计事务", "business", "finance", curriculum.ModernServices, "小小理财", [2]string{"出纳", "会计"}, "家庭账本", "财务数据可视化"},
	{"tourism", "旅游服务与管理", "service", "tourism", curriculum.ModernServices, "城市导览", [2]string{"导游", "研学指导师"}, "家乡导览手册", "智慧旅游线路设计"},
	{"hotel", "高星级饭店运营与管理", "service", "tourism", curriculum.Tidying, "宴会布置", [2]string{"餐厅服务员", "茶艺师"}, "主题餐台", "智慧酒店服务设计"},
	{"cooking", "中餐烹饪", "service", "food", curriculum.Cooking, "广式点心", [2]string{"厨师", "面点师"}, "广式点心拼盘", "营养配餐设计"},
	{"childcare", "幼儿保育", "service", "health", curriculum.PublicVolunteer, "幼儿照护", [2]string{"保育员", "绘本讲读员"}, "手工绘本", "早教玩具设计"},
	{"herbs", "中药制药", "health", "medicine", curriculum.Crafts, "中药辨识", [2]string{"中药调剂员", "制药工"}, "中药香囊", "草药成分检测"},
	{"nursing", "护理", "health", "medicine", curriculum.PublicVolunteer, "急救护理", [2]string{"护士", "急救员"}, "家庭急救包", "智能健康监测"},
	{"building", "建筑工程施工", "city", "construction", curriculum.Industry, "建筑搭建", [2]string{"砌筑工", "测量员"}, "榫卯小凳", "建筑信息模型"},
	{"safety", "公共安全管理", "city", "emergency", curriculum.PublicVolunteer, "消防演练", [2]string{"消防员", "安全员"}, "社区安全地图", "智慧应急指挥"},
}

// named is an id with its Chinese name.
type named struct{ id, name string }

var clusters = []named{
	{"business", "财经商贸专业群"}, {"city", "城市建设与安全专业群"}, {"creative", "文化创意专业群"}, {"digital", "信息技术专业群"},
	{"health", "健康医药专业群"}, {"making", "智能制造专业群"}, {"service", "现代服务专业群"}, {"traffic", "交通运输专业群"},
}

var chains = []named{
	{"cars", "智能网联与新能源汽车产业链"}, {"chips", "半导体产业链"}, {"construction", "绿色建筑产业链"}, {"culture", "文化创意产业链"},
	{"emergency", "应急产业链"}, {"equipment", "智能装备产业链"}, {"fashion", "时尚产业链"}, {"finance", "现代金融产业链"},
	{"food", "食品产业链"}, {"health", "托育服务产业链"}, {"lowaltitude", "低空产业链"}, {"materials", "新材料产业链"},
	{"medicine", "生物医药产业链"}, {"rail", "轨道交通产业链"}, {"software", "软件与人工智能产业链"}, {"tourism", "旅游产业链"}, {"trade", "商贸物流产业链"},
}

// Majors returns the ids of the first n majors of the table, spread over its
// clusters, or of all when there are fewer.
func Majors(n int) []string {
	n = min(n, len(majors))
	ids := make([]string, n)
	for i := range ids {
		ids[i] = majors[i*len(majors)/n].id
	}
	return ids
}

func majorOf(id string) (major, bool) {
	for _, m := range majors {
		if m.id == id {
			return m, true
		}
	}
	return major{}, false
}
