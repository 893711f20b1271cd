package matching

import (
	"slices"
	"strconv"
	"strings"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/curriculum"
	"github.com/sanjie-edu/sanjie/internal/search"
	"github.com/sanjie-edu/sanjie/rule"
)

// supplyRows says where the rows of each limit begin in the model, and by
// which rule each row limits.
type supplyRows struct {
	headcount map[int32]int32 // by center, less the base of its calendar
	fleet     map[capacity.FleetID]int32
	stock     map[int32][]stockRow // by center
	budgets   []int32
	quotas    []quotaRows
	rule      []rule.Rule
}

type stockRow struct {
	item curriculum.ItemID
	row  int32
}

// quotaRows are the rows of one quota: one, or with [capacity.Each] one for
// each school that it names.
type quotaRows struct {
	row   int32
	each  map[curriculum.SchoolID]int32
	sets  []int32 // by calendar: slots that count, when the quota names times
	timed bool
}

// addRow adds rows of one capacity and returns the first.
func (c *compiler) addRow(by rule.Rule, most int64, rows int32) int32 {
	first := int32(len(c.model.Rows))
	for range rows {
		c.model.Rows = append(c.model.Rows, most)
		c.rows.rule = append(c.rows.rule, by)
	}
	return first
}

func (c *compiler) addRows() {
	c.rows = supplyRows{
		headcount: map[int32]int32{}, fleet: map[capacity.FleetID]int32{}, stock: map[int32][]stockRow{},
	}
	for i, x := range c.supply.Centers {
		if x.Headcount > 0 {
			slots := c.calendars[c.calendar[i]]
			c.rows.headcount[int32(i)] = c.addRow(rule.Headcount, int64(x.Headcount), slots.len) - slots.base
		}
	}
	for _, x := range c.supply.Stocks {
		k := c.center[x.Center]
		c.rows.stock[k] = append(c.rows.stock[k], stockRow{x.Item, c.addRow(rule.Stock, int64(x.Units), 1)})
	}
	for _, x := range c.supply.Budgets {
		c.rows.budgets = append(c.rows.budgets, c.addRow(rule.Budget, int64(x.Amount), 1))
	}
	for _, x := range c.supply.Fleets {
		c.rows.fleet[x.ID] = c.addRow(rule.Transport, int64(x.Buses), int32(len(c.slots)))
	}
	for i := range c.supply.Quotas {
		c.addQuota(&c.supply.Quotas[i])
	}
	c.classifySchools()
}

func (c *compiler) addQuota(q *capacity.Quota) {
	rows := quotaRows{row: -1, timed: len(q.Times) > 0}
	if q.Scope == capacity.Each {
		rows.each = map[curriculum.SchoolID]int32{}
		for i := range c.demand.Schools {
			if c.names(q, &c.demand.Schools[i]) {
				rows.each[c.demand.Schools[i].ID] = c.addRow(rule.Quota, int64(q.Most), 1)
			}
		}
	} else {
		rows.row = c.addRow(rule.Quota, int64(q.Most), 1)
	}
	if rows.timed {
		for _, slots := range c.calendars {
			rows.sets = append(rows.sets, c.intern(c.slotsWhere(slots, q.Times.Cover)))
		}
	}
	c.rows.quotas = append(c.rows.quotas, rows)
}

// names reports whether a quota names a school; one that names none names all.
func (c *compiler) names(q *capacity.Quota, s *School) bool {
	return len(q.Schools)+len(q.Areas) == 0 || slices.Contains(q.Schools, s.ID) || c.inAreas(s.Area, q.Areas)
}

// schoolClass is what the rows need to know of a school.
type schoolClass struct {
	quotas []schoolQuota
	number int32 // equal for schools of one class
}

type schoolQuota struct{ quota, row int32 }

func (c *compiler) classifySchools() {
	numbers := map[string]int32{}
	for i := range c.demand.Schools {
		s := &c.demand.Schools[i]
		class := schoolClass{}
		var key strings.Builder
		for k := range c.supply.Quotas {
			q, rows := &c.supply.Quotas[k], &c.rows.quotas[k]
			row, ok := rows.each[s.ID]
			if q.Scope != capacity.Each {
				row, ok = rows.row, c.names(q, s) == (q.Scope == capacity.Together)
			}
			if ok {
				class.quotas = append(class.quotas, schoolQuota{int32(k), row})
				key.WriteString(strconv.Itoa(int(row)))
				key.WriteByte(',')
			}
		}
		key.WriteString(string(s.Fleet))
		class.number = number(numbers, key.String())
		c.classes = append(c.classes, class)
	}
	c.uses = make([][]int32, len(numbers))
}

// usesOf returns the index of the uses that a visitor of an offering has: they
// depend on the offering and the school's class.
func (c *compiler) usesOf(v *visitor, offer int32) int32 {
	class := &c.classes[v.schoolAt]
	if c.uses[class.number] == nil {
		c.uses[class.number] = make([]int32, len(c.model.Offers))
	}
	uses := &c.uses[class.number][offer]
	if *uses == 0 {
		*uses = 1 + c.internUses(c.listUses(class, c.demand.Schools[v.schoolAt].Fleet, offer))
	}
	return *uses - 1
}

// listUses lists the uses of a visit by rule, until the next call.
func (c *compiler) listUses(class *schoolClass, fleet capacity.FleetID, offer int32) []search.Use {
	x := &c.model.Offers[offer]
	course := &c.courses[x.Course]
	center := &c.supply.Centers[x.Center]
	list := c.scratch.uses[:0]
	if row, ok := c.rows.headcount[x.Center]; ok && x.Attended {
		list = append(list, search.Use{Row: row, Factor: 1, Of: search.Heads, Kind: search.AtSlot})
	}
	for _, s := range c.rows.stock[x.Center] {
		for _, use := range course.Consumables {
			if use.Item == s.item {
				list = append(list, search.Use{Row: s.row, Factor: int64(use.PerPupil), Of: search.Pupils})
			}
		}
	}
	for i, b := range c.supply.Budgets {
		if len(b.Centers) > 0 && !slices.Contains(b.Centers, center.ID) {
			continue
		}
		for _, fee := range course.Fees {
			if fee.Line == b.Line {
				list = append(list, search.Use{Row: c.rows.budgets[i], Factor: int64(fee.PerPupil), Of: search.Pupils})
			}
		}
	}
	if row, ok := c.rows.fleet[fleet]; ok && x.Attended {
		list = append(list, search.Use{Row: row, Factor: 1, Of: search.Buses, Kind: search.Overlap})
	}
	list = c.addQuotaUses(list, class, x.Center, course)
	c.scratch.uses = list
	return list
}

func (c *compiler) addQuotaUses(list []search.Use, class *schoolClass, center int32, course *curriculum.Course) []search.Use {
	for _, sq := range class.quotas {
		q := &c.supply.Quotas[sq.quota]
		if len(q.Centers) > 0 && !slices.Contains(q.Centers, c.supply.Centers[center].ID) ||
			len(q.Courses) > 0 && !slices.Contains(q.Courses, course.ID) {
			continue
		}
		use := search.Use{Row: sq.row, Factor: 1, Of: search.Visit}
		if q.Unit == capacity.Pupils {
			use.Of = search.Pupils
		}
		if rows := &c.rows.quotas[sq.quota]; rows.timed {
			use.Kind, use.Set = search.InSet, rows.sets[c.calendar[center]]
		}
		list = append(list, use)
	}
	return list
}
