package main

import (
	"context"
	"fmt"
	"net/http"
	"reflect"

	"github.com/sanjie-edu/sanjie/matching"
)

// turn waits until a question may be asked; its context ends when it has taken too
// long.
func (s *Service) turn(r *http.Request) (ctx context.Context, leave func(), err error) {
	ctx, cancel := context.WithTimeout(r.Context(), s.limits.Time)
	done, err := s.questions.enter(ctx)
	if err != nil {
		cancel()
		return nil, nil, err
	}
	return ctx, func() { done(); cancel() }, nil
}

// noPlan refuses what needs a plan before there is one.
func noPlan() error { return conflict("there is no plan yet; POST /plan makes one") }

// explain says what became of a request in the plan at hand, in the problem that
// it was made for.
func (s *Service) explain(w http.ResponseWriter, r *http.Request) error {
	now, id := s.current.Load(), matching.RequestID(r.PathValue("id"))
	at := now.plan
	if at == nil {
		return noPlan()
	}
	if _, ok := at.problem.Request(id); !ok {
		if _, later := now.problem.Request(id); later {
			return conflict(fmt.Sprintf("request %q was handed in after the plan was made; ask for suggestions, or plan anew", id))
		}
	}
	ctx, leave, err := s.turn(r)
	if err != nil {
		return err
	}
	defer leave()
	list, err := matching.Explain(ctx, at.problem, at.plan, id)
	if err != nil {
		return err
	}
	return respond(w, http.StatusOK, list[0])
}

// recommend ranks places for one more visit of a request beside the plan at hand,
// in the district as it is now.
func (s *Service) recommend(w http.ResponseWriter, r *http.Request) error {
	moves, err := number(r, "moves", 0, s.limits.Moves, 0)
	if err != nil {
		return err
	}
	most, err := number(r, "most", 1, s.limits.Suggestions, 5)
	if err != nil {
		return err
	}
	_, list, err := s.suggestions(r, moves, most)
	if err != nil {
		return err
	}
	return respond(w, http.StatusOK, append([]matching.Suggestion{}, list...))
}

// suggestions looks for places, and returns the state in which they are.
func (s *Service) suggestions(r *http.Request, moves, most int) (*state, []matching.Suggestion, error) {
	ctx, leave, err := s.turn(r)
	if err != nil {
		return nil, nil, err
	}
	defer leave()
	at := s.current.Load()
	if at.plan == nil {
		return nil, nil, noPlan()
	}
	list, err := matching.Recommend(ctx, at.problem, at.plan.plan, matching.RequestID(r.PathValue("id")), moves, most)
	return at, list, err
}

// take makes the plan with a suggestion the one at hand. The suggestion comes back
// as it was made, and is looked for again, so that nothing is kept for those who
// only ask.
func (s *Service) take(w http.ResponseWriter, r *http.Request) error {
	var wanted matching.Suggestion
	if err := s.read(w, r, &wanted); err != nil {
		return err
	}
	moves := 0
	for _, m := range wanted.Moves {
		if len(m.From) > 0 {
			moves++
		}
	}
	at, list, err := s.suggestions(r, min(moves, s.limits.Moves), s.limits.Suggestions)
	if err != nil {
		return err
	}
	for _, x := range list {
		if reflect.DeepEqual(x.Visit, wanted.Visit) && reflect.DeepEqual(x.Moves, wanted.Moves) {
			kept := made{at.problem, x.Plan}
			if !s.keep(at, kept) {
				break
			}
			return respond(w, http.StatusOK, s.view(&kept))
		}
	}
	return conflict("this place is not to be had any more; ask for suggestions again")
}

// counterfactual says what would have to change for a request to have one more
// visit.
func (s *Service) counterfactual(w http.ResponseWriter, r *http.Request) error {
	moves, err := number(r, "moves", 0, s.limits.Moves, 0)
	if err != nil {
		return err
	}
	ctx, leave, err := s.turn(r)
	if err != nil {
		return err
	}
	defer leave()
	at := s.current.Load()
	if at.plan == nil {
		return noPlan()
	}
	leeway := matching.Leeway{Moves: moves, Work: s.limits.Work}
	found, incomplete, err := matching.Counterfactuals(ctx, at.problem, at.plan.plan, matching.RequestID(r.PathValue("id")), leeway)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return respond(w, http.StatusOK, struct {
		Found      []matching.Counterfactual `json:"found"`
		Incomplete []matching.RemedyKind     `json:"incomplete,omitzero"`
	}{append([]matching.Counterfactual{}, found...), incomplete})
}
