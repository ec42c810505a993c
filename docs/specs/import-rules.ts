import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { WORKSPACE } from '../../backend/test/support/files/workspace-files';

const RULE = 'boundaries/dependencies';

/** The project's own configuration, of which one rule counts, and that needs no types. */
const eslint = new ESLint({
  cwd: WORKSPACE,
  overrideConfig: tseslint.configs.disableTypeChecked as Linter.Config,
  ruleFilter: ({ ruleId }) => ruleId === RULE,
});

/** Whether a file that holds nothing but these imports is refused; it need not exist. */
export async function isRefused(filePath: string, imports: string): Promise<boolean> {
  const [result] = await eslint.lintText(imports, { filePath });
  expect(result?.fatalErrorCount).toBe(0);
  return result?.errorCount !== 0;
}
