-- One row of the v1 model, as the Open Inference Protocol has it.
wrk.method = "POST"
wrk.path = "/v2/models/flight-delay/infer"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"inputs":[{"name":"features","shape":[1,6],"datatype":"FP32","data":[14.65,1,931,0.217585,0.159964,0.212923]}]}'
