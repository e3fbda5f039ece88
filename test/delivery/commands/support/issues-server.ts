import { withServer } from "../../../support/loopback";

/**
 * A GitHub without issues while `body` runs, which is given the variables that reach it. Answers the titles of the
 * issues that were opened.
 */
export async function withIssuesServer(
  body: (env: Readonly<Record<string, string>>) => Promise<void>,
): Promise<readonly string[]> {
  const opened: string[] = [];
  await withServer(
    async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { title } = JSON.parse(Buffer.concat(chunks).toString() || "{}");
      if (request.method === "POST") opened.push(title);
      response.writeHead(200, { "content-type": "application/json" });
      const issue = {
        number: 7,
        html_url: "https://github.com/neurocipher/x/issues/7",
        title: "An issue",
        body: "",
      };
      response.end(JSON.stringify(request.method === "POST" ? issue : []));
    },
    (url) => body({ GITHUB_API_URL: url, GITHUB_TOKEN: "token" }),
  );
  return opened;
}
