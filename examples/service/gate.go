package main

import (
	"context"
	"net/http"
)

// gate lets a few in at a time, and a few more wait.
type gate struct{ inside, here chan struct{} }

func newGate(at, waiting int) gate {
	return gate{make(chan struct{}, at), make(chan struct{}, at+waiting)}
}

// enter waits for a turn until ctx ends; leave ends it. When too many wait
// already, there is none.
func (g gate) enter(ctx context.Context) (leave func(), err error) {
	select {
	case g.here <- struct{}{}:
	default:
		return nil, &refusal{Status: http.StatusServiceUnavailable, Detail: "too many wait for their turn; ask again later"}
	}
	select {
	case g.inside <- struct{}{}:
		return func() { <-g.inside; <-g.here }, nil
	case <-ctx.Done():
		<-g.here
		return nil, ctx.Err()
	}
}

// load says how many are inside and how many wait.
func (g gate) load() load {
	inside := len(g.inside)
	return load{inside, max(0, len(g.here)-inside)}
}

type load struct {
	Running int `json:"running"`
	Waiting int `json:"waiting"`
}
