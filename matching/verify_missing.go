package matching

import "github.com/sanjie-edu/sanjie/capacity"

// lacks returns how many visits or hours each component lacks.
func (c *checker) lacks(program *Program, visits []*checkedVisit) []int64 {
	lack := make([]int64, len(program.Components))
	for i, x := range program.Components {
		lack[i] = int64(x.Visits) + int64(x.Hours) // one of the two is 0
	}
	for _, v := range visits {
		i := v.component()
		switch {
		case i < 0 || i >= len(lack):
		case program.Components[i].Hours > 0:
			lack[i] = max(0, lack[i]-v.hours())
		default:
			lack[i] = max(0, lack[i]-1)
		}
	}
	return lack
}

// missing returns, for each request, the visits that it lacks.
func (c *checker) missing() []int64 {
	requests := c.problem.spec.Requests
	all := make([]int64, len(requests))
	longest := map[ProgramID][]int64{}
	count := func(r *Request, visits []*checkedVisit) int64 {
		program := c.program(r)
		if program == nil {
			return int64(max(0, wanted(r)-len(visits)))
		}
		if longest[program.ID] == nil {
			longest[program.ID] = c.longest(program)
		}
		sum := int64(0)
		for i, lack := range c.lacks(program, visits) {
			sum = cappedSum(sum, (lack+longest[program.ID][i]-1)/longest[program.ID][i])
		}
		return sum
	}
	at := 0
	for visits := range c.byRequest() {
		for ; &requests[at] != visits[0].request; at++ {
			all[at] = count(&requests[at], nil)
		}
		all[at] = count(&requests[at], visits)
		at++
	}
	for ; at < len(all); at++ {
		all[at] = count(&requests[at], nil)
	}
	return all
}

// longest returns, for each component, what one visit counts for at the most:
// 1 for a component by visits; for one by hours, all of them where no offering
// fits, so that one visit is missing.
func (c *checker) longest(program *Program) []int64 {
	most := make([]int64, len(program.Components))
	slots := map[capacity.CalendarID]int64{}
	for _, x := range c.network.Calendars {
		slots[x.ID] = c.longestSlot(x.ID)
	}
	for i := range program.Components {
		x := &program.Components[i]
		if x.Hours == 0 {
			most[i] = 1
			continue
		}
		for j := range c.network.Offerings {
			o := c.offerings[c.network.Offerings[j].ID]
			if o == nil || len(x.unmet(o)) > 0 {
				continue
			}
			most[i] = max(most[i], firstStated(int64(o.course.Hours), slots[o.center.Calendar]))
		}
		most[i] = firstStated(most[i], int64(x.Hours))
	}
	return most
}
