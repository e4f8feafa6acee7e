// What the dashboards show. build.mjs makes Grafana's JSON of it.
const fromIngress = 'reporter="source", source_app="istio-ingressgateway", destination_service_name="gateway"';
// Without sidecars the waypoint tells of these calls.
const toModels = 'reporter=~"source|waypoint", source_app="gateway", destination_service_name="model-inference"';
const rate = (selector) => `rate(${selector}[$__rate_interval])`;
const quantile = (q, selector, by = []) => `histogram_quantile(${q}, sum by (${["le", ...by].join(", ")}) (${rate(selector)}))`;
const percentiles = (selector, by, legend) => [0.5, 0.95, 0.99].map((q) => ({ expr: quantile(q, selector, by), legend: `p${q * 100} ${legend}`.trim() }));

export const dashboards = [
  {
    file: "rollout.json",
    uid: "mlmesh-rollout",
    title: "MlMesh / Rollout",
    panels: [
      { title: "Share of the traffic", unit: "percentunit", queries: [{ expr: `sum by (destination_version) (${rate(`istio_requests_total{${toModels}}`)}) / ignoring (destination_version) group_left () sum(${rate(`istio_requests_total{${toModels}}`)})`, legend: "{{destination_version}}" }] },
      { title: "Requests", unit: "reqps", queries: [{ expr: `sum by (destination_version) (${rate(`istio_requests_total{${toModels}}`)})`, legend: "{{destination_version}}" }] },
      { title: "Errors", unit: "percentunit", queries: [{ expr: "mlmesh:version_errors:ratio_rate5m", legend: "{{destination_version}}" }] },
      { title: "Latency as the gateway sees it", unit: "ms", queries: percentiles(`istio_request_duration_milliseconds_bucket{${toModels}}`, ["destination_version"], "{{destination_version}}") },
      { title: "Served and shadow predictions", unit: "ops", queries: [{ expr: `sum by (model_version, role) (${rate("mlmesh_predictions_total")})`, legend: "{{model_version}} {{role}}" }] },
      { title: "Predicted late", unit: "percentunit", queries: [{ expr: `(sum by (model_version) (${rate('mlmesh_predictions_total{late="true"}')}) or 0 * sum by (model_version) (${rate("mlmesh_predictions_total")})) / sum by (model_version) (${rate("mlmesh_predictions_total")})`, legend: "{{model_version}}" }] },
      { title: "Distribution of the scores", unit: "percentunit", queries: [0.1, 0.5, 0.9].map((q) => ({ expr: quantile(q, "mlmesh_predictions_probability_bucket", ["model_version"]), legend: `{{model_version}} ${q * 100} % of the scores are below` })) },
      { title: "Log loss of the flights whose outcome is known", unit: "none", queries: [{ expr: `sum by (model_version, role) (increase(mlmesh_scored_log_loss_total[$__range])) / sum by (model_version, role) (increase(mlmesh_scored_predictions_total[$__range]))`, legend: "{{model_version}} {{role}}" }] },
      { title: "Brier score of the flights whose outcome is known", unit: "none", queries: [{ expr: `sum by (model_version, role) (increase(mlmesh_scored_squared_error_total[$__range])) / sum by (model_version, role) (increase(mlmesh_scored_predictions_total[$__range]))`, legend: "{{model_version}} {{role}}" }] },
      { title: "Pods", unit: "none", queries: [{ expr: 'kube_horizontalpodautoscaler_status_current_replicas{namespace="ml-services"}', legend: "{{horizontalpodautoscaler}}" }] },
    ],
  },
  {
    file: "model-serving.json",
    uid: "mlmesh-model-serving",
    title: "MlMesh / Model serving",
    panels: [
      { title: "Requests by status", unit: "reqps", queries: [{ expr: `sum by (http_route, http_response_status_code) (${rate('http_server_request_duration_seconds_count{http_route!=""}')})`, legend: "{{http_route}} {{http_response_status_code}}" }] },
      { title: "Rows", unit: "rowsps", queries: [{ expr: `sum by (model_name, model_version) (${rate("mlmesh_inference_rows_total")})`, legend: "{{model_name}} {{model_version}}" }] },
      { title: "From the body to the model's inputs", unit: "s", queries: percentiles("request_preprocess_seconds_bucket", ["model_version"], "{{model_version}}") },
      { title: "The model itself", unit: "s", queries: percentiles("request_predict_seconds_bucket", ["model_version"], "{{model_version}}") },
      { title: "From the model's outputs to the body", unit: "s", queries: percentiles("request_postprocess_seconds_bucket", ["model_version"], "{{model_version}}") },
      { title: "Failed model runs", unit: "ops", queries: [{ expr: `sum(${rate("mlmesh_inference_failures_total")}) or vector(0)`, legend: "failed" }] },
      { title: "Requests in progress", unit: "none", queries: [{ expr: "sum(http_server_active_requests)", legend: "in progress" }] },
      { title: "Processors", unit: "none", queries: [{ expr: `sum by (instance) (${rate("dotnet_process_cpu_time_seconds_total")})`, legend: "{{instance}}" }] },
      { title: "Memory", unit: "bytes", queries: [{ expr: "dotnet_process_memory_working_set_bytes", legend: "{{instance}}" }] },
      { title: "Time stopped by garbage collection", unit: "percentunit", queries: [{ expr: `sum by (instance) (${rate("dotnet_gc_pause_time_seconds_total")})`, legend: "{{instance}}" }] },
    ],
  },
  {
    file: "feature-store.json",
    uid: "mlmesh-feature-store",
    title: "MlMesh / Feature store",
    panels: [
      { title: "Round trips", unit: "ops", queries: [{ expr: `sum by (db_operation_name) (${rate("db_client_operation_duration_seconds_count")})`, legend: "{{db_operation_name}}" }] },
      { title: "Duration of a round trip", unit: "s", queries: percentiles("db_client_operation_duration_seconds_bucket", [], "") },
      { title: "Failed round trips", unit: "ops", queries: [{ expr: `sum(${rate("mlmesh_feature_store_errors_total")}) or vector(0)`, legend: "failed" }] },
      { title: "Degraded predictions", unit: "percentunit", queries: [{ expr: "mlmesh:degraded:ratio_rate5m", legend: "degraded" }] },
      { title: "Features for which a default stood in", unit: "ops", queries: [{ expr: `sum by (feature) (${rate("mlmesh_features_defaulted_total")})`, legend: "{{feature}}" }] },
      { title: "Age of the newest online feature", unit: "s", queries: percentiles("mlmesh_features_age_seconds_bucket", [], "") },
      { title: "Outcomes", unit: "ops", queries: [{ expr: `sum by (result) (${rate("mlmesh_outcomes_total")})`, legend: "{{result}}" }] },
      { title: "Memory of Redis", unit: "bytes", queries: [{ expr: 'redis_memory_used_bytes{namespace="ml-services"}', legend: "{{pod}}" }, { expr: 'redis_memory_max_bytes{namespace="ml-services"}', legend: "limit {{pod}}" }] },
      { title: "Clients of Redis", unit: "none", queries: [{ expr: 'redis_connected_clients{namespace="ml-services"}', legend: "{{pod}}" }] },
      { title: "Keys", unit: "none", queries: [{ expr: 'sum by (pod) (redis_db_keys{namespace="ml-services"})', legend: "{{pod}}" }] },
      { title: "Look-ups that found their key", unit: "percentunit", queries: [{ expr: `sum by (pod) (${rate('redis_keyspace_hits_total{namespace="ml-services"}')}) / (sum by (pod) (${rate('redis_keyspace_hits_total{namespace="ml-services"}')}) + sum by (pod) (${rate('redis_keyspace_misses_total{namespace="ml-services"}')}))`, legend: "{{pod}}" }] },
      { title: "Predictions that were not remembered", unit: "ops", queries: [{ expr: `sum(${rate("mlmesh_predictions_unremembered_total")}) or vector(0)`, legend: "not remembered" }] },
    ],
  },
  {
    file: "mesh.json",
    uid: "mlmesh-mesh",
    title: "MlMesh / Mesh",
    panels: [
      { title: "Error budget: share of failed requests (objective: 0.1 %)", unit: "percentunit", queries: ["5m", "1h", "6h"].map((window) => ({ expr: `mlmesh:errors:ratio_rate${window}`, legend: window })) },
      { title: "Latency budget: share of requests over 250 ms (objective: 1 %)", unit: "percentunit", queries: ["5m", "1h", "6h"].map((window) => ({ expr: `mlmesh:slow:ratio_rate${window}`, legend: window })) },
      { title: "Requests at the ingress by status", unit: "reqps", queries: [{ expr: `sum by (response_code) (${rate(`istio_requests_total{${fromIngress}}`)})`, legend: "{{response_code}}" }] },
      { title: "Latency at the ingress", unit: "ms", queries: percentiles(`istio_request_duration_milliseconds_bucket{${fromIngress}}`, [], "") },
      { title: "Who calls whom", unit: "reqps", queries: [{ expr: `sum by (source_app, destination_app, destination_version) (${rate('istio_requests_total{reporter="source"}')})`, legend: "{{source_app}} to {{destination_app}} {{destination_version}}" }] },
      { title: "Why requests failed", unit: "reqps", queries: [{ expr: `sum by (source_app, destination_service_name, response_code, response_flags) (${rate('istio_requests_total{reporter="source", response_code=~"[45].."}')}) or vector(0)`, legend: "{{source_app}} to {{destination_service_name}}: {{response_code}} {{response_flags}}" }] },
      { title: "Share of mutual TLS", unit: "percentunit", queries: [{ expr: `(sum(${rate('istio_requests_total{reporter="destination", connection_security_policy="mutual_tls"}')}) or vector(0)) / sum(${rate('istio_requests_total{reporter="destination"}')})`, legend: "mutual TLS" }] },
      { title: "Refused by rate limits", unit: "reqps", queries: [{ expr: `sum(${rate(`istio_requests_total{${fromIngress}, response_code="429"}`)}) or vector(0)`, legend: "429" }] },
      { title: "Ejected pods", unit: "none", queries: [{ expr: 'sum by (cluster_name) (envoy_cluster_outlier_detection_ejections_active{cluster_name=~"outbound.*model-inference.*"})', legend: "{{cluster_name}}" }] },
      { title: "Refused by the circuit breaker", unit: "reqps", queries: [{ expr: `sum by (cluster_name) (${rate('envoy_cluster_upstream_rq_pending_overflow{cluster_name=~"outbound.*model-inference.*"}')})`, legend: "{{cluster_name}}" }] },
      { title: "Retries", unit: "reqps", queries: [{ expr: `sum by (cluster_name) (${rate('envoy_cluster_upstream_rq_retry{cluster_name=~"outbound.*model-inference.*"}')})`, legend: "{{cluster_name}}" }] },
      { title: "From a change to the proxies", unit: "s", queries: [{ expr: quantile(0.99, "pilot_proxy_convergence_time_bucket"), legend: "p99" }] },
      { title: "Configuration that proxies refused", unit: "ops", queries: [{ expr: `sum(${rate("pilot_total_xds_rejects")}) or vector(0)`, legend: "refused" }] },
      { title: "Days until the mesh's certificates expire", unit: "d", queries: [
        { expr: "(citadel_server_root_cert_expiry_timestamp - time()) / 86400", legend: "root" },
        { expr: "(citadel_server_cert_chain_expiry_timestamp - time()) / 86400", legend: "issuing" },
      ] },
    ],
  },
];
