/**
 * The record store a cmi5 launch names: requests with its token, and what went wrong last.
 *
 * @typedef {Record<string, unknown>} Json
 * @typedef {{endpoint: string, fetch: string, actor: string, registration: string, activityId: string}} Launch
 */

const VERSION = "1.0.3";
const PATIENCE = 20000;
/** Browsers let a page that goes away send so many bytes in all (Fetch, keepalive). */
const LAST_BYTES = 60000;

export class Lrs {
  /**
   * @param {Launch} launch
   * @param {string} token
   */
  constructor(launch, token) {
    this.launch = launch;
    this.token = token;
    this.told = "";
  }

  /**
   * @param {string} resource
   * @param {Record<string, string>} query
   * @returns {string}
   */
  address(resource, query) {
    const search = new URLSearchParams(query).toString();
    return `${this.launch.endpoint.replace(/\/$/, "")}/${resource}${search ? `?${search}` : ""}`;
  }

  /**
   * @param {string} method
   * @param {string} address
   * @param {unknown} [body]
   * @returns {Promise<Response | null>} null where nobody answered
   */
  async request(method, address, body) {
    const text = body === undefined ? undefined : JSON.stringify(body);
    try {
      const answer = await fetch(address, {
        method,
        headers: {
          Authorization: `Basic ${this.token}`,
          "X-Experience-API-Version": VERSION,
          ...(text === undefined ? {} : { "Content-Type": "application/json" }),
        },
        ...(text === undefined ? {} : { body: text }),
        keepalive: (text?.length ?? 0) < LAST_BYTES,
        cache: "no-store",
        signal: AbortSignal.timeout(PATIENCE),
      });
      this.told = answer.ok ? this.told : `${method} ${answer.status}`;
      return answer;
    } catch (error) {
      this.told = `${method}: ${error}`;
      return null;
    }
  }

  /**
   * @param {string} resource
   * @param {Record<string, string>} query
   * @returns {Promise<Json | null>} a document; empty where there is none (404), null where nobody knows
   */
  async read(resource, query) {
    const answer = await this.request("GET", this.address(resource, query));
    if (answer?.status === 404) {
      return {};
    }
    try {
      const found = answer?.ok ? await answer.json() : null;
      return found && typeof found === "object" ? /** @type {Json} */ (found) : null;
    } catch {
      return null;
    }
  }

  /**
   * @param {string} stateId
   * @returns {Record<string, string>} how a document of this learner, course and registration is asked for (10.1)
   */
  stateQuery(stateId) {
    const { activityId, actor, registration } = this.launch;
    return { stateId, activityId, agent: actor, registration };
  }

  /**
   * @param {string} stateId
   * @param {unknown} document
   * @returns {Promise<boolean>}
   */
  async write(stateId, document) {
    const answer = await this.request("PUT", this.address("activities/state", this.stateQuery(stateId)), document);
    return answer?.ok ?? false;
  }

  /**
   * @param {Json[]} statements
   * @returns {Promise<number>} status; 0 where nobody answered
   */
  async post(statements) {
    const answer = await this.request("POST", this.address("statements", {}), statements);
    return answer?.status ?? 0;
  }
}
