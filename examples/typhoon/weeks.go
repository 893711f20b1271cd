package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/examples/internal/city"
	"github.com/sanjie-edu/sanjie/matching"
	"github.com/sanjie-edu/sanjie/scenario"
)

// The nine school days from a Monday on, planned four weeks ahead; the tenth is a
// holiday.
var (
	monday    = capacity.DateOf(2026, time.September, 14)
	last      = monday + 10
	planned   = capacity.At(monday-26, 18*60)
	morning   = capacity.ClockSpan{Start: 8*60 + 30, End: 11*60 + 30}
	afternoon = capacity.ClockSpan{Start: 14 * 60, End: 16*60 + 30}
)

// The size of the extract.
const (
	roomsOf     = 3 // most majors of a center that take part, a room each
	seats       = 50
	leadersOf   = 2   // of a room
	perWeek     = 3   // most sessions of one of them
	lessons     = 25  // percent of the half-days that rooms and leaders have own lessons
	classesOf   = 9   // of a school that ask
	nearest     = 4   // centers among which a school chooses
	longestTrip = 110 // minutes
	notice      = 14  // days
)

// majors are those of the centers, with what a class does in their two courses.
var majors = map[string]struct{ name, trying, product string }{
	"accounting":   {"会计事务", "小小理财", "家庭账本"},
	"ai":           {"人工智能技术应用", "智能识别", "垃圾分类识别程序"},
	"auto":         {"汽车运用与维修", "汽车维修", "手工电动小车"},
	"building":     {"建筑工程施工", "建筑搭建", "榫卯小凳"},
	"childcare":    {"幼儿保育", "幼儿照护", "手工绘本"},
	"cnc":          {"数控技术应用", "数控加工", "金属书签"},
	"commerce":     {"电子商务", "网店经营", "班级网店页面"},
	"cooking":      {"中餐烹饪", "广式点心", "广式点心拼盘"},
	"crafts":       {"工艺美术", "非遗手作", "扎染方巾"},
	"drone":        {"无人机操控与维护", "无人机飞行", "校园航拍短片"},
	"electronics":  {"电子技术应用", "电子装配", "声控小夜灯"},
	"fashion":      {"服装设计与工艺", "服装裁剪", "手缝布艺包"},
	"herbs":        {"中药制药", "中药辨识", "中药香囊"},
	"hotel":        {"高星级饭店运营与管理", "宴会布置", "主题餐台"},
	"iot":          {"物联网技术应用", "智能家居搭建", "自动浇花装置"},
	"logistics":    {"物流服务与管理", "快递分拣", "校园包裹分拣方案"},
	"mechatronics": {"机电技术应用", "家电装调", "自制小台灯"},
	"network":      {"计算机网络技术", "网络搭建", "班级小网站"},
	"nursing":      {"护理", "急救护理", "家庭急救包"},
	"print":        {"增材制造技术应用", "三维打印", "三维打印笔筒"},
	"rail":         {"城市轨道交通运营服务", "地铁站务", "站厅导乘方案"},
	"robot":        {"工业机器人技术应用", "机器人操作", "机械臂搬运程序"},
	"safety":       {"公共安全管理", "消防演练", "社区安全地图"},
	"tourism":      {"旅游服务与管理", "城市导览", "家乡导览手册"},
}

// weeks returns the published weeks: everything that is made up is drawn from
// one seed.
func weeks() (*scenario.File, error) {
	centers, err := city.Centers()
	if err != nil {
		return nil, err
	}
	b := &builder{dice: rand.New(rand.NewPCG(10, 1)), centers: centers, file: &scenario.File{
		Format: scenario.Format, Name: "广州市：2026年9月14日至24日",
		Notes: []string{
			"已载明：首批职业体验中心中设在中等职业学校的11个",
			"假定：其余全部，包括两次停课信号；详见 examples/typhoon/README.md",
		},
	}}
	b.supply()
	b.demand()
	return b.file, nil
}

// builder holds the weeks while they are drawn.
type builder struct {
	file    *scenario.File
	dice    *rand.Rand
	centers []city.Center
}

func (b *builder) percent(n int) bool { return b.dice.IntN(100) < n }

// around moves a point by a few kilometers.
func (b *builder) around(p capacity.Point, meters int) capacity.Point {
	return capacity.Point{X: p.X + b.dice.IntN(2*meters) - meters, Y: p.Y + b.dice.IntN(2*meters) - meters}
}

const root capacity.AreaID = "gz"

func areaID(i int) capacity.AreaID { return capacity.AreaID(fmt.Sprintf("gz%02d", i+1)) }

func courseID(major string, practice bool) curriculum.CourseID {
	if practice {
		return curriculum.CourseID(major + ".practice")
	}
	return curriculum.CourseID(major + ".try")
}

// taught returns the majors of a center that take part.
func taught(c city.Center) []string { return c.Majors[:min(roomsOf, len(c.Majors))] }

// supply draws the areas, the courses and the centers with their rooms and people.
func (b *builder) supply() {
	f := b.file
	f.Areas = []capacity.Area{{ID: root, Name: "广州市"}}
	for i, a := range city.Areas {
		f.Areas = append(f.Areas, capacity.Area{ID: areaID(i), Name: a.Name, Parent: root})
	}
	f.Travel = capacity.Travel{Speed: 400, Fixed: 10}
	f.Calendars = []capacity.Calendar{{ID: "term", Name: "秋季学期", Terms: []capacity.Term{{
		From: monday, To: last, Days: capacity.Days(time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday),
		Periods: []capacity.Period{
			{ID: "am", Name: "上午", Start: morning.Start, End: morning.End, Hours: 4},
			{ID: "pm", Name: "下午", Start: afternoon.Start, End: afternoon.End, Hours: 4},
		},
	}}}}
	for i, c := range b.centers {
		id := capacity.CenterID(fmt.Sprintf("k%02d", i+1))
		f.Centers = append(f.Centers, capacity.Center{
			ID: id, Name: c.Name, Host: c.Host, Area: areaID(c.Area), At: b.around(city.Areas[c.Area].At, 2_000), Calendar: "term", Batch: 1,
		})
		for _, m := range taught(c) {
			b.room(id, m)
		}
	}
	b.courses()
}

// courses adds the two courses of every major that takes part.
func (b *builder) courses() {
	seen := map[string]bool{}
	for _, c := range b.centers {
		for _, id := range taught(c) {
			if seen[id] {
				continue
			}
			seen[id] = true
			m := majors[id]
			b.file.Majors = append(b.file.Majors, curriculum.Major{ID: curriculum.MajorID(id), Name: m.name})
			b.file.Courses = append(b.file.Courses,
				curriculum.Course{
					ID: courseID(id, false), Name: m.trying + "体验", Tier: curriculum.Experience, Major: curriculum.MajorID(id),
					Activities: []curriculum.Activity{curriculum.RolePlay}, Grades: curriculum.Grades(3, 9), Minimum: 15,
				},
				curriculum.Course{
					ID: courseID(id, true), Name: m.trying + "实践：" + m.product, Tier: curriculum.Practice, Major: curriculum.MajorID(id),
					Activities: []curriculum.Activity{curriculum.Making}, Products: []string{m.product}, Minimum: 15,
				})
		}
	}
}

// room draws the room of a major at a center, which runs both its courses, and
// the two people who lead there.
func (b *builder) room(center capacity.CenterID, major string) {
	f := b.file
	room := capacity.RoomID(string(center) + "-" + major)
	f.Rooms = append(f.Rooms, capacity.Room{ID: room, Center: center, Name: majors[major].trying + "实训室", Seats: seats, Teaching: b.lessons()})
	for _, practice := range []bool{false, true} {
		course := courseID(major, practice)
		f.Offerings = append(f.Offerings, capacity.Offering{
			ID: capacity.OfferingID(fmt.Sprintf("%s-%s", center, course)), Center: center, Course: course, Rooms: []capacity.RoomID{room},
		})
	}
	for i := range leadersOf {
		f.Instructors = append(f.Instructors, capacity.Instructor{
			ID: capacity.InstructorID(fmt.Sprintf("%s-t%d", room, i+1)), Centers: []capacity.CenterID{center},
			Majors: []curriculum.MajorID{curriculum.MajorID(major)}, Teaching: b.lessons(),
			PerDay: 1, PerWeek: perWeek,
		})
	}
}

// lessons draws the half-days of a week that the host school needs for itself.
func (b *builder) lessons() (times capacity.Times) {
	for _, hours := range []capacity.ClockSpan{morning, afternoon} {
		var days capacity.Weekdays
		for d := time.Monday; d <= time.Friday; d++ {
			if b.percent(lessons) {
				days |= capacity.Days(d)
			}
		}
		if days != 0 {
			times = append(times, capacity.When{Days: days, Hours: []capacity.ClockSpan{hours}})
		}
	}
	return times
}

// kinds are the schools of a district: their grades and how their names end.
var kinds = [...]struct {
	from, to curriculum.Grade
	suffix   string
}{{3, 6, "小学"}, {7, 9, "中学"}, {10, 12, "高级中学"}}

// demand draws the schools, and for each class the request for one visit.
func (b *builder) demand() {
	f := b.file
	f.AsOf, f.NoticeDays = planned, notice
	for i, a := range city.Areas {
		for _, kind := range kinds {
			school := matching.School{
				ID:   curriculum.SchoolID(fmt.Sprintf("s%02d", len(f.Schools)+1)),
				Name: a.Name + "第一" + kind.suffix, Area: areaID(i), At: b.around(a.At, 4_000),
			}
			f.Schools = append(f.Schools, school)
			times := b.times()
			for n := range classesOf {
				grades := int(kind.to-kind.from) + 1
				class := curriculum.Cohort{
					ID: curriculum.CohortID(fmt.Sprintf("%s-%d", school.ID, n+1)), School: school.ID,
					Grade: kind.from + curriculum.Grade(n%grades), Size: 38 + b.dice.IntN(8),
				}
				class.Name = fmt.Sprintf("%d年级（%d）班", class.Grade, n/grades+1)
				f.Cohorts = append(f.Cohorts, class)
				f.Requests = append(f.Requests, matching.Request{
					ID: matching.RequestID(fmt.Sprintf("r%03d", len(f.Requests)+1)), Cohort: class.ID,
					Choices: b.choices(&school, class.Grade), Times: times.Clone(), MaxTravel: longestTrip,
				})
			}
		}
	}
}

// times draws when a school can come: on three days of the week, and one in four
// in the first week alone.
func (b *builder) times() capacity.Times {
	order := b.dice.Perm(5)[:4]
	var days capacity.Weekdays
	for _, d := range order {
		days |= capacity.Days(time.Monday + time.Weekday(d))
	}
	w := capacity.When{Days: days}
	if b.percent(25) {
		w.To = monday + 4
	}
	return capacity.Times{w}
}

// choices draws two courses at one of the near centers each, and the first of
// them at any.
func (b *builder) choices(school *matching.School, grade curriculum.Grade) []matching.Choice {
	order := make([]int, len(b.file.Centers))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return capacity.Meters(school.At, b.file.Centers[i].At) - capacity.Meters(school.At, b.file.Centers[j].At)
	})
	var list []matching.Choice
	for len(list) < 2 {
		at := order[min(b.dice.IntN(nearest), b.dice.IntN(nearest))] // the nearer the likelier
		m := taught(b.centers[at])
		c := matching.Choice{Course: courseID(m[b.dice.IntN(len(m))], grade >= 7 && (grade > 9 || b.percent(50))), Center: b.file.Centers[at].ID}
		if !slices.ContainsFunc(list, func(x matching.Choice) bool { return x.Course == c.Course }) {
			list = append(list, c)
		}
	}
	return append(list, matching.Choice{Course: list[0].Course})
}
