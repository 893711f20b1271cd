package matching

import "slices"

// ProgramFigures counts the requests with a program.
type ProgramFigures struct {
	Requests int64 `json:"requests"`
	Complete int64 `json:"complete"`
	Begun    int64 `json:"begun"` // with a visit, but not complete
	NotBegun int64 `json:"notBegun"`
}

func (c *checker) programFigures() ProgramFigures {
	var f ProgramFigures
	for i := range c.problem.spec.Requests {
		if c.problem.spec.Requests[i].Program != "" {
			f.Requests++
		}
	}
	for visits := range c.byRequest() {
		program := c.program(visits[0].request)
		if program == nil {
			continue
		}
		if slices.Max(c.lacks(program, visits)) == 0 {
			f.Complete++
		} else {
			f.Begun++
		}
	}
	f.NotBegun = f.Requests - f.Complete - f.Begun
	return f
}
