-- One row of the v2 model, as the Open Inference Protocol has it.
wrk.method = "POST"
wrk.path = "/v2/models/flight-delay/infer"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"inputs":[{"name":"features","shape":[1,12],"datatype":"FP32","data":[17.5,0,733,0.2414,0.2612,0.3009,0.2062,0.2062,0.2062,0.2062,0.2062,0.2062]}]}'
