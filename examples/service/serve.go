package main

import (
	"context"
	"net"
	"net/http"
	"time"
)

// How long one exchange and the end of all of them may take.
const (
	headerTime = 5 * time.Second
	readTime   = 10 * time.Second
	writeTime  = 2 * time.Minute // more than a search may take, and its turn before
	idleTime   = time.Minute
	graceTime  = 10 * time.Second
)

// serve answers until ctx ends. Then searches and questions end too, as the
// context of each exchange comes from ctx; what was asked is answered, and
// nothing goes on.
func serve(ctx context.Context, l net.Listener, h http.Handler) error {
	server := &http.Server{
		Handler:           h,
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime,
		MaxHeaderBytes: 16 << 10,
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), graceTime)
	defer cancel()
	err := server.Shutdown(grace)
	if err != nil {
		server.Close()
	}
	<-ended
	return err
}
