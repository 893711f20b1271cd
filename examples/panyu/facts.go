package main

import (
	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/district"
)

// The district's parts; the last four towns are taken as rural.
var areas = []district.Area{
	{Name: "市桥街"}, {Name: "沙头街"}, {Name: "东环街"}, {Name: "桥南街"}, {Name: "小谷围街"}, {Name: "大石街"}, {Name: "洛浦街"}, {Name: "石壁街"},
	{Name: "钟村街"}, {Name: "沙湾街"}, {Name: "大龙街"}, {Name: "南村镇"},
	{Name: "新造镇", Rural: true}, {Name: "化龙镇", Rural: true}, {Name: "石楼镇", Rural: true}, {Name: "石碁镇", Rural: true},
}

// partners are the schools that the proposal names.
var partners = []district.School{
	{Name: "番禺中学", Kind: district.SeniorSchool, Area: 3},
	{Name: "市桥新世纪小学", Kind: district.PrimarySchool, Area: 0},
	{Name: "东兴小学", Kind: district.PrimarySchool, Area: 2},
	{Name: "南村南华小学", Kind: district.PrimarySchool, Area: 11},
	{Name: "化龙中心小学", Kind: district.PrimarySchool, Area: 13},
}

// majors are the center's nineteen; the proposal names the fields of six of
// them by their training rooms.
var majors = []string{
	"print", "drone", "robot", "mechatronics", "commerce", "auto", // named
	"logistics", "cnc", "electronics", "network", "ai", "animation", "media", "fashion", "crafts", "accounting", "tourism", "cooking", "childcare",
}

// The center as the proposal states it.
const (
	centerRooms    = 100
	centerTeachers = 220
)

// panyu is the profile of the district's term. README.md says of each figure
// whether it is stated or assumed.
func panyu(seed uint64) district.Profile {
	center := district.Site{
		Name: "番禺区职业体验中心", Host: "广州市番禺区职业技术学校", Seat: true,
		Majors: majors, Rooms: centerRooms, Instructors: centerTeachers, Batch: 1, Rotation: true,
	}
	return district.Profile{
		Name: "番禺区2026年秋季学期", Seed: seed, Weeks: 16,
		Notes: []string{
			"已载明：番禺区职业体验中心设在职业学校，19个专业、近100间实训室、220名专任教师、每年不少于50万元分三项、五所合作学校",
			"假定：其余全部，包括各校班级、申请、课程与课表；详见 examples/panyu/README.md",
		},
		Root: "番禺区", Radius: 15_000, Areas: areas,
		Schools: 195, Named: partners, Classes: 5_500,
		Majors: majors,
		Sites: []district.Site{
			center,
			{Name: "汽车产业校外基地", Host: "合作企业一", Kind: capacity.Base, Area: 13, Majors: []string{"auto", "robot"}, Rooms: 3, Instructors: 4},
			{Name: "珠宝与工艺校外基地", Host: "合作企业二", Kind: capacity.Base, Area: 9, Majors: []string{"crafts"}, Rooms: 3, Instructors: 4},
			{Name: "动漫产业校外基地", Host: "合作企业三", Kind: capacity.Firm, Area: 4, Majors: []string{"animation", "media"}, Rooms: 3, Instructors: 4},
			{Name: "电子商务校外基地", Host: "合作企业四", Kind: capacity.Firm, Area: 11, Majors: []string{"commerce"}, Rooms: 3, Instructors: 4},
			{Name: "酒店与餐饮校外基地", Host: "合作企业五", Kind: capacity.Firm, Area: 5, Majors: []string{"tourism", "cooking"}, Rooms: 3, Instructors: 4},
			{Name: "智能制造校外基地", Host: "合作企业六", Kind: capacity.Base, Area: 8, Majors: []string{"cnc", "print"}, Rooms: 3, Instructors: 4},
			{Name: "番禺区线上职业体验平台", Kind: capacity.OnlineSite},
		},
		Budget: []district.Amount{ // half of the year's 500,000 yuan
			{Line: district.Activities, Money: 130_000 * curriculum.Yuan},
			{Line: district.Consumables, Money: 100_000 * curriculum.Yuan},
			{Line: district.Environment, Money: 20_000 * curriculum.Yuan},
		},
		Free: 6, Lessons: 6, PerWeek: []int{1, 1, 1, 1, 2}, Expected: 60,
	}
}
